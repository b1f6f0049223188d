import { env } from 'cloudflare:workers'
import type { ErrorCode } from '../../src/http/errors.ts'
import { blackPng } from '../covers/png.ts'
import { failingAfter } from '../faults.ts'
import { importForm } from '../operations.ts'
import { api, dataOf, request, type Session } from '../support/client.ts'
import { bookForm, fixture, newBook, newUser, password, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { type Attempt, grantedRequest, withHeaders } from './granted.ts'

type Provoke = (operation: string) => Promise<Attempt>

const json = 'application/json'
const form = 'multipart/form-data'

/** Takes a form, and nothing else. */
const takesForm = (operation: string) => ['POST /books', 'POST /books/import'].includes(operation)

/** Only then is a body looked at. */
const queryOf = (operation: string) => (operation === 'DELETE /users' ? '?purge=true' : '')

const granted = async (operation: string) => grantedRequest(operation, queryOf(operation))

/** The same, but for the body. */
const withBody =
  (body: (operation: string) => BodyInit, type?: (operation: string) => string): Provoke =>
  async (operation) => {
    const { url, method, headers } = await granted(operation)
    const all = new Headers(headers)
    all.delete('Content-Type')
    if (type) all.set('Content-Type', type(operation))
    return { request: new Request(url, { method, headers: all, body: body(operation) }) }
  }

const withHeader =
  (headers: Record<string, string | undefined>): Provoke =>
  async (operation) => ({ request: withHeaders(await granted(operation), headers) })

const withQuery =
  (query: string): Provoke =>
  async (operation) => ({ request: await grantedRequest(operation, query) })

const withBindings =
  (bindings: Partial<Env>, headers: Record<string, string> = {}): Provoke =>
  async (operation) => ({ request: withHeaders(await grantedRequest(operation), headers), bindings })

const elsewhere: Provoke = async (operation) => {
  const { url, ...rest } = await granted(operation)
  const { method, headers } = await granted(operation)
  const path = url
    .replace(/[0-9a-f-]{36}/, crypto.randomUUID())
    .replace(/[\w-]{22}\/cover/, `${'A'.repeat(22)}/cover`)
  const body = method === 'GET' || method === 'DELETE' ? null : '{}'
  return { request: new Request(path, { ...rest, method, headers, body }) }
}

const boundary = `${form}; boundary=part`
const typeOf = (operation: string) => (takesForm(operation) ? boundary : json)

const formWith = (name: string, value: string | File) => {
  const made = new FormData()
  made.set(name, value)
  return made
}

/** A form that adds a book or changes one, with this cover. */
const withCover =
  (makeFile: () => File | Promise<File>): Provoke =>
  async (operation) => {
    const file = await makeFile()
    const made =
      operation === 'POST /books' ? await bookForm({ cover_image: file }) : formWith('cover_image', file)
    return withBody(() => made)(operation)
  }

const brokenOff = () =>
  new ReadableStream({
    pull: (controller) => controller.error(new Error('The client is gone')),
  })

const tooLarge = (operation: string): BodyInit => {
  if (operation === 'POST /books/import') return 'x'.repeat(21 * 1024 * 1024)
  return 'x'.repeat(takesForm(operation) ? 10_100_000 : 70 * 1024)
}

const ask = (method: string, path: string, options: Parameters<typeof request>[2]): Attempt => ({
  request: request(method, path, options),
})

const confirming = (operation: string, as: Session, guess: string) =>
  operation === 'DELETE /users'
    ? request('DELETE', '/users?purge=true', { as, body: { password: guess } })
    : request('PUT', '/users/password', {
        as,
        body: { current_password: guess, new_password: 'Another-Horse-8' },
      })

const login = (email: string, guess = password) =>
  ask('POST', '/users/login', { body: { email, password: guess } })

const afterOne = async (operation: string, first: Request, second: Request): Promise<Attempt> => {
  const key = { 'Idempotency-Key': operation }
  await fetchWith({}, withHeaders(first, key))
  return { request: withHeaders(second, key) }
}

const send = async (operation: string, as: Session, title: string) => {
  if (operation === 'POST /books') return request('POST', '/books', { as, body: await bookForm({ title }) })
  const made = importForm()
  made.set('file', new File([`title,description,category\r\n${title},,science\r\n`], 'books.csv'))
  return request('POST', '/books/import', { as, body: made })
}

const refusing = { limit: async () => ({ success: false }) }

/** For every code of the document, how to be refused with it. */
export const provoke: Partial<Record<ErrorCode, Provoke>> = {
  invalid_query: withQuery('?unknown=1'),
  invalid_cursor: withQuery('?cursor=nowhere'),
  invalid_input: (operation) => {
    // It has no body; its header may be malformed.
    if (operation === 'DELETE /books/{id}') return withHeader({ 'If-Match': '1' })(operation)
    return withBody(
      () => (takesForm(operation) ? formWith('unknown', 'x') : '{"unknown":1}'),
      takesForm(operation) ? undefined : () => json,
    )(operation)
  },
  malformed_json: withBody(
    () => '{',
    () => json,
  ),
  malformed_form: withBody(
    () => 'x',
    () => boundary,
  ),
  unsupported_media_type: withBody(
    () => 'x',
    () => 'text/plain',
  ),
  payload_too_large: withBody(tooLarge, typeOf),
  invalid_request: async (operation) =>
    operation === 'GET /books/export'
      ? withQuery('?token=x')(operation)
      : withBody(brokenOff, typeOf)(operation),

  missing_token: async (operation) => {
    if (operation === 'POST /users/refresh') return ask('POST', '/users/refresh', { body: {} })
    return withHeader({ Authorization: undefined })(operation)
  },
  invalid_token: async (operation) => {
    if (operation === 'POST /users/refresh')
      return ask('POST', '/users/refresh', { body: { refresh_token: 'x' } })
    return withHeader({ Authorization: 'Bearer x' })(operation)
  },
  refresh_token_reused: async () => {
    const { refresh_token } = await signedIn()
    const renew = (token: string) => api.post('/users/refresh', { body: { refresh_token: token } })
    const second = await dataOf(await renew(refresh_token))
    await renew(second.refresh_token)
    return ask('POST', '/users/refresh', { body: { refresh_token } })
  },
  invalid_credentials: async (operation) => {
    if (operation === 'POST /users/login') return login((await newUser()).email, 'Wrong-Horse-7')
    return { request: confirming(operation, await signedIn(), 'Wrong-Horse-7') }
  },
  account_disabled: async () => {
    const as = await signedIn()
    await api.delete('/users', { as })
    return login(as.user.email)
  },
  origin_mismatch: async (operation) => {
    if (operation === 'POST /users/login') {
      const { email } = await newUser()
      return ask('POST', '/users/login', { body: { email, password, transport: 'cookie' } })
    }
    return ask('POST', operation.replace('POST ', ''), {
      headers: { Cookie: '__Host-refresh=x', Origin: 'https://elsewhere.example' },
    })
  },
  rate_limited: async (operation) => {
    if (operation === 'DELETE /users' || operation === 'PUT /users/password') {
      const as = await signedIn()
      const bindings = { FREE_GUESSES: '1' }
      await fetchWith(bindings, confirming(operation, as, 'Wrong-Horse-7'))
      return { request: confirming(operation, as, 'Wrong-Horse-8'), bindings }
    }
    const limits = {
      SIGN_UP_LIMIT: refusing,
      SIGN_IN_LIMIT: refusing,
      REFRESH_LIMIT: refusing,
      UPLOAD_LIMIT: refusing,
    }
    const { request: toSend } =
      takesForm(operation) || !operation.includes('{id}')
        ? { request: await granted(operation) }
        : await withCover(() => fixture('tiny.png'))(operation)
    return { request: withHeaders(toSend, { 'CF-Connecting-IP': '203.0.113.9' }), bindings: limits }
  },

  email_taken: async () => {
    const { name, email } = await newUser()
    return ask('POST', '/users', { body: { name, email, password } })
  },
  title_taken: async (operation) => {
    const as = await signedIn()
    const { title } = await newBook(as)
    if (operation === 'POST /books') return ask('POST', '/books', { as, body: await bookForm({ title }) })
    const { id } = await newBook(as)
    return ask('PATCH', `/books/${id}`, { as, body: { title } })
  },
  not_found: withBindings({ SECURITY_CONTACT: '' }),
  version_mismatch: withHeader({ 'If-Match': '"99"' }),
  book_not_found: elsewhere,
  session_not_found: elsewhere,
  cover_not_found: elsewhere,
  range_not_satisfiable: withHeader({ Range: 'bytes=99999999-' }),
  unsupported_image: withCover(() => fixture('script.svg')),
  invalid_image: withCover(async () => (await fixture('camera.jpg')).slice(0, 600) as File),
  image_too_large: withCover(() => blackPng(12_001, 1)),

  idempotency_key_reused: async (operation) => {
    const as = await signedIn()
    return afterOne(operation, await send(operation, as, 'Emma'), await send(operation, as, 'Persuasion'))
  },
  idempotency_in_progress: async (operation) => {
    const as = await signedIn()
    const key = { 'Idempotency-Key': operation }
    // Leaves its claim behind.
    const dying = { DB: failingAfter(env.DB, 'batch', 1) }
    await fetchWith(dying, withHeaders(await send(operation, as, 'Emma'), key))
    return { request: withHeaders(await send(operation, as, 'Emma'), key) }
  },

  misconfigured: withBindings({ JWT_KEYS: '' }),
  internal_error: withBindings({
    DB: Object.assign(Object.create(null), {
      withSession: () => {
        throw new TypeError('Nobody thought of this')
      },
    }),
  }),
  service_unavailable: withBindings({ DB: failing(env.DB, ['batch']), COVERS: failing(env.COVERS) }),
}
