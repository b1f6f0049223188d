import { formOf } from '../books/library.ts'
import { bookRow, instant, putBook, putRows } from '../books/put-book.ts'
import { tie, withDocument } from '../koreader/documents/documents.ts'
import { mailbox } from '../mail/mails.ts'
import { callOf } from '../mcp/messages.ts'
import { validRequest, withHeaders } from '../openapi/successes.ts'
import { newEmail, verified } from '../recovery/flows.ts'
import { apiKeyWish } from '../support/api-keys.ts'
import { newAuthenticator } from '../support/authenticator.ts'
import { api, dataOf, request } from '../support/client.ts'
import { fixture, password, signedIn } from '../support/makers.ts'
import { newOwner, signUpOptions } from '../support/passkeys.ts'
import { signUpByMail as signUpByPasskey } from '../users/passkey-sign-up/by-mail.ts'
import type { RequestScenario } from './scenario.ts'

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
export const variants: RequestScenario[] = [
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
