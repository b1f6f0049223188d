import { env } from 'cloudflare:workers'
import { newCoverKey, putCoverFiles } from '../../src/covers/storage.ts'
import { formOf } from '../books/library.ts'
import { bookRow, instant, putBook, putRows } from '../books/put-book.ts'
import { tie, withDocument } from '../koreader/documents/documents.ts'
import { mailbox } from '../mail/mails.ts'
import { callOf } from '../mcp/messages.ts'
import { validRequest, withHeaders } from '../openapi/successes.ts'
import { nameOf, operations } from '../operations.ts'
import { newEmail, verified } from '../recovery/flows.ts'
import { newWebhook } from '../request-makers.ts'
import { apiKeyWish } from '../support/api-keys.ts'
import { newAuthenticator } from '../support/authenticator.ts'
import { api, dataOf, request } from '../support/client.ts'
import { operationOf, resolve } from '../support/contract.ts'
import { fixture, password, signedIn } from '../support/makers.ts'
import { newOwner, signUpOptions } from '../support/passkeys.ts'
import { signUpByMail as signUpByPasskey } from '../users/passkey-sign-up/by-mail.ts'
import { deliver, maintain, type Send, sending } from './service.ts'

/** How a scenario may end besides all or nothing. */
interface Leniency {
  /** A failure may leave a part of the work done, which the next request continues. */
  isResumable?: boolean
  /** The work after the response may be lost. */
  isBestEffort?: boolean
  /** A failure may use up the challenge of the request, so that the client begins again with another. */
  usesChallenge?: boolean
}

interface RequestScenario extends Leniency {
  name: string
  make: () => Promise<Request>
  hasMail?: boolean
}

/** A request, or a run of the cron trigger, in a world of its own. */
export interface Scenario extends Leniency {
  name: string
  /** Makes the world. @returns a function that sends the request */
  begin: () => Promise<Send>
}

const key = { 'Idempotency-Key': 'fault-matrix' }

const coverForm = async () => formOf({ title: 'Changed', cover_image: await fixture('tiny.png') })

const withCover = (method: string) => async () => {
  const as = await signedIn()
  const { id } = await putBook(as)
  return request(method, `/books/${id}`, { as, body: await coverForm() })
}

const exportByToken = async () => {
  const as = await signedIn()
  await putBook(as)
  const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
  return request('GET', `/books/export?token=${token}`)
}

const exportOfPages = async () => {
  const as = await signedIn()
  const rows = Array.from({ length: 501 }, (_, at) =>
    bookRow(as.user.id, { title: `Title ${at}`, createdAt: new Date(instant + at) }),
  )
  await putRows(rows)
  return request('GET', '/books/export', { as })
}

const exportWithCovers = async () => {
  const as = await signedIn()
  await putBook(as)
  return request('GET', '/books/export?format=zip', { as })
}

/** More rows than one batch of D1 gets. */
const largeImport = async () => {
  const lines = Array.from({ length: 1001 }, (_, at) => `Title ${at},,science`)
  const file = new File([`title,description,category\r\n${lines.join('\r\n')}\r\n`], 'books.csv')
  return request('POST', '/books/import', { as: await signedIn(), body: formOf({ mode: 'apply', file }) })
}

const erasure = async () => {
  const as = await signedIn()
  await putBook(as)
  return request('DELETE', '/users?purge=true', { as, body: { password } })
}

const wrongPassword = async () => {
  const { user } = await signedIn()
  return request('POST', '/users/login', { body: { email: user.email, password: 'Wrong-Horse-7' } })
}

const coverWith = (headers: Record<string, string>) => async () =>
  withHeaders(await validRequest('GET /covers/:key/:file'), headers)

const search = async () => request('GET', '/books?q=emma', { as: await signedIn() })

const newPassword = async () => {
  const as = await verified()
  return request('PUT', '/users/password', {
    as,
    body: { current_password: password, new_password: 'Another-Horse-8' },
  })
}

const erasureWithMail = async () =>
  request('DELETE', '/users?purge=true', { as: await verified(), body: { password } })

const signUpByMail = async () =>
  request('POST', '/users', { body: { name: 'Mary Shelley', email: newEmail(), password } })

const passkeySignUpByMail = async () => {
  const owner = newOwner()
  const passkey = await (await newAuthenticator()).create(await signUpOptions(owner))
  return request('POST', '/users/passkey-sign-up', { body: { ...owner, passkey } })
}

const linkOfPasskey = async () => {
  const { token } = await signUpByPasskey(mailbox())
  return request('POST', '/users/email/verify', { body: { token } })
}

const callOfTool = (name: string, input: object) => async () =>
  request('POST', '/mcp', { as: await signedIn(), body: callOf(name, input) })

const finishing = async () => {
  const as = await signedIn()
  const { id } = await putBook(as)
  return request('POST', '/mcp', { as, body: callOf('finish_book', { id, finished_on: '2026-10-31' }) })
}

const newApiKey = async () =>
  request('POST', '/users/api-keys', { as: await verified(), body: { ...apiKeyWish, proof: { password } } })

const tiedReport = async () => {
  const { as, device, document, bookId } = await withDocument(0.3)
  await tie(as, document, bookId)
  const body = { document, progress: '99', percentage: 1, device: 'Kobo' }
  return request('PUT', '/koreader/syncs/progress', { body, headers: device.auth })
}

const newTie = async () => {
  const { as, document, bookId } = await withDocument(0.3)
  return request('PUT', `/users/documents/${document}`, { as, body: { book_id: bookId } })
}

/** Routes whose calls depend on the input. */
const variants: RequestScenario[] = [
  { name: 'GET /books, a search', make: search },
  { name: 'POST /mcp, a book is added', make: callOfTool('add_book', { title: 'Emma' }) },
  { name: 'POST /mcp, a book is finished', make: finishing },
  { name: 'POST /users/api-keys with mail', make: newApiKey, hasMail: true },
  { name: 'PUT /koreader/syncs/progress, the end of a tied document', make: tiedReport },
  { name: 'PUT /users/documents/:document, a first book', make: newTie },
  { name: 'PUT /books/:id with a cover', make: withCover('PUT') },
  { name: 'PATCH /books/:id with a cover', make: withCover('PATCH') },
  { name: 'GET /covers/:key/:file, a range', make: coverWith({ Range: 'bytes=0-9' }) },
  { name: 'GET /covers/:key/:file, cached', make: coverWith({ 'If-None-Match': '*' }) },
  { name: 'GET /books/export by token', make: exportByToken },
  { name: 'GET /books/export, two pages', make: exportOfPages },
  { name: 'GET /books/export, with covers', make: exportWithCovers },
  { name: 'POST /books/import, two batches', make: largeImport, isResumable: true },
  { name: 'DELETE /users for good', make: erasure },
  { name: 'POST /users/login, wrong password', make: wrongPassword, isBestEffort: true },
  { name: 'PUT /users/password with mail', make: newPassword, hasMail: true },
  { name: 'DELETE /users for good, with mail', make: erasureWithMail, hasMail: true },
  { name: 'POST /users with mail', make: signUpByMail, hasMail: true },
  {
    name: 'POST /users/passkey-sign-up with mail',
    make: passkeySignUpByMail,
    hasMail: true,
    usesChallenge: true,
  },
  { name: 'POST /users/email/verify, an account with a passkey', make: linkOfPasskey, hasMail: true },
]

const takesKey = (toSend: Request) =>
  operationOf(toSend)?.parameters.some((parameter) => resolve(parameter).name === 'Idempotency-Key') ?? false

/** @returns the scenario, and the same with an `Idempotency-Key` where the route takes one */
const withKeys = async (scenario: RequestScenario): Promise<RequestScenario[]> => {
  if (!takesKey(await scenario.make())) return [scenario]
  const make = async () => withHeaders(await scenario.make(), key)
  return [scenario, { ...scenario, name: `${scenario.name} with a key`, make }]
}

const withChallenge = [
  'POST /users/login/passkey',
  'POST /users/passkey-sign-up',
  'POST /users/sessions/binding/refresh',
]

const ofRoutes = operations.map(nameOf).map(
  (name): RequestScenario => ({
    name,
    make: () => validRequest(name),
    isResumable: name === 'POST /books/import',
    isBestEffort: name === 'POST /users/password/forgot',
    usesChallenge: withChallenge.includes(name),
  }),
)

const cron: Scenario = {
  name: 'the cron trigger',
  begin: async () => {
    const [reader, erased] = [await signedIn(), await signedIn()]
    const { id } = await putBook(reader)
    await putBook(erased)
    await api.delete(`/books/${id}`, { as: reader })
    await env.DB.prepare('update users set disabled_at = 1, erased_at = 1 where id = ?')
      .bind(erased.user.id)
      .run()
    const key = newCoverKey()
    const files = {
      'cover.webp': new ArrayBuffer(1),
      'thumb.webp': new ArrayBuffer(2),
      'shelf.webp': new ArrayBuffer(3),
    }
    await putCoverFiles(env.COVERS, key, files)
    await env.DB.prepare('insert into unowned_covers values (?, 1)').bind(key).run()
    return (bindings) => maintain(bindings, 2)
  },
  isResumable: true,
}

/** The receiver gets a message in each run that finds one due. Each run is more than a minute after the one before. */
const delivery: Scenario = {
  name: 'the cron trigger of webhooks',
  begin: async () => {
    const as = await signedIn()
    await api.put('/users/webhook', { as, body: newWebhook })
    await api.patch(`/books/${(await putBook(as)).id}`, { as, body: { rating: 5 } })
    return async (bindings) => {
      await env.DB.prepare('update webhooks set retry_at = retry_at - 120000').run()
      return deliver(bindings)
    }
  },
  // A claim holds for a minute, also that of a run that failed.
  isResumable: true,
}

/** Every route of the app, however many there are, the variants, and both cron triggers. */
export const findScenarios = async (): Promise<Scenario[]> => {
  const requests = (await Promise.all([...ofRoutes, ...variants].map(withKeys))).flat()
  const begun = ({ make, hasMail, ...scenario }: RequestScenario): Scenario => ({
    ...scenario,
    begin: async () => sending(await make(), hasMail),
  })
  return [...requests.map(begun), cron, delivery]
}
