import { decodeJwt } from 'jose'
import { putBook } from './books/put-book.ts'
import { newDevice as newReaderDevice } from './koreader/device.ts'
import { linkTo, planRemoval } from './mail/mails.ts'
import { exampleDocument } from './operations.ts'
import { sharedKey } from './shares/sharing.ts'
import { request, type Session } from './support/client.ts'
import { addFactors, type TestFactors } from './support/factors.ts'
import { newUser, password, signedIn, signedInAdmin } from './support/makers.ts'
import { addPasskey } from './support/passkeys.ts'

export type MakeRequest = (query: string) => Promise<Request>

export const valid =
  (method: string, path: string, makeBody: () => unknown = () => undefined): MakeRequest =>
  async (query) =>
    request(method, path + query, { as: await signedIn(), body: await makeBody() })

export const validForBook =
  (method: string, makeBody?: () => unknown, tail = ''): MakeRequest =>
  async (query) => {
    const as = await signedIn()
    const { id } = await putBook(as)
    return request(method, `/books/${id}${tail}${query}`, { as, body: await makeBody?.() })
  }

/** The body that sets a webhook. */
export const newWebhook = { url: 'https://good.hooks.example.com/', proof: { password } }

/** A request of a user with TOTP. */
export const withFactors =
  (method: string, path: string, makeBody: (factors: TestFactors) => unknown): MakeRequest =>
  async (query) => {
    const as = await signedIn()
    return request(method, path + query, { as, body: await makeBody(await addFactors(as)) })
  }

export const validForPasskey =
  (method: string, body: object): MakeRequest =>
  async (query) => {
    const as = await signedIn()
    const { passkey } = await addPasskey(as)
    return request(method, `/users/passkeys/${passkey.id}${query}`, {
      as,
      body: { ...body, proof: { password } },
    })
  }

/** A request of an admin about a user with a second factor. */
export const validForAdmin =
  (method: string, pathOf: (id: string) => string, body?: unknown): MakeRequest =>
  async (query) => {
    const user = await signedIn()
    await addFactors(user)
    return request(method, pathOf(user.user.id) + query, { as: await signedInAdmin(), body })
  }

/** @returns the id of the session that an access token belongs to */
export const sessionIdOf = ({ access_token }: Session): string => decodeJwt<{ sid: string }>(access_token).sid

/** @returns the form that imports one book */
export const importForm = () => {
  const form = new FormData()
  form.set('mode', 'apply')
  form.set('file', new File(['title,description,category\r\nImported,,science\r\n'], 'books.csv'))
  return form
}

export const exampleReport = {
  document: exampleDocument,
  progress: '12',
  percentage: 0.3,
  device: 'Kobo',
  device_id: 'K',
}

/** A request of an e-reader, which has reported a document. */
export const validForDevice =
  (method: string, path: string, body?: unknown): MakeRequest =>
  async (query) => {
    const device = await newReaderDevice(await newUser())
    await device.push(exampleReport)
    return request(method, path + query, { body, headers: device.auth })
  }

/** A request about a document that an e-reader has reported. */
export const validForDocument =
  (method: string, makeBody?: (as: { user: { id: string } }) => unknown): MakeRequest =>
  async (query) => {
    const as = await signedIn()
    await (await newReaderDevice(as.user)).push(exampleReport)
    return request(method, `/users/documents/${exampleDocument}${query}`, { as, body: await makeBody?.(as) })
  }

/** A request without a session, with the token of a link. */
export const validLink =
  (path: string, template: Parameters<typeof linkTo>[1], more = {}): MakeRequest =>
  async (query) => {
    const user = await newUser()
    if (template === 'keep_factors') await planRemoval(user.id)
    return request('POST', path + query, { body: { token: await linkTo(user, template), ...more } })
  }

/** A request of a visitor for a shared shelf. */
export const validForShare =
  (path: string): MakeRequest =>
  async (query) =>
    request('GET', `/shares/${await sharedKey()}${path}${query}`)
