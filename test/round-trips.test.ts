import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../src/app.ts'
import { requireDownload } from '../src/sessions/download-tokens/require-download.ts'
import { formOf } from './books/library.ts'
import { putBook } from './books/put-book.ts'
import { objectKeys } from './covers/stored.ts'
import { newDevice, newDocument } from './koreader/device.ts'
import { callOf, rpcMessage } from './mcp/messages.ts'
import { importForm, nameOf, newWebhook, operations, sessionIdOf, validRequests } from './operations.ts'
import { shown } from './shares/sharing.ts'
import { apiKeyWish, makeKey } from './support/api-keys.ts'
import { newAuthenticator } from './support/authenticator.ts'
import { api, errorOf, request, type Session } from './support/client.ts'
import { addFactors, insertPasskey, startTotp } from './support/factors.ts'
import { isGuard } from './support/guards.ts'
import {
  bookForm,
  fixture,
  newBook,
  password,
  signedIn,
  signedInAdmin,
  type TestBook,
  type TestUser,
} from './support/makers.ts'
import { creationOptions, insertPasskeys } from './support/passkeys.ts'
import { countingDatabase, fetchWith } from './support/worker.ts'

interface Use {
  /** Method and path, like in `app.routes`. */
  route: string
  name?: string
  /** The maximum of D1 round trips. */
  trips: number
  /** The path of the request, if it differs from that of the route. */
  path?: (book: TestBook, session: Session & { user: TestUser }) => string | Promise<string>
  /** An admin with a passkey sends the request, about themselves. */
  isAdmin?: boolean
  body?: (session: Session & { user: TestUser }) => unknown
}

const path = (book: TestBook) => `/books/${book.id}`
const newCover = async () => formOf({ title: 'Changed', cover_image: await fixture('palette.png') })
const newEmail = () => ({ email: `${crypto.randomUUID()}@example.com`, proof: { password } })
const renaming = () => ({ name: 'Another Reader' })
const newPassword = () => ({ current_password: password, new_password: 'Correct-Horse-8' })

const newPasskey = async (as: Session) => ({
  passkey: await (await newAuthenticator()).create(await creationOptions(as)),
  proof: { password },
})
const ownPasskey = async (_: TestBook, { user }: { user: TestUser }) =>
  `/users/passkeys/${(await insertPasskeys(user.id, 1))[0]}`

const reportedDocument = async (_: TestBook, { user }: { user: TestUser }) => {
  const document = newDocument()
  await (await newDevice(user)).push({ document })
  return `/users/documents/${document}`
}

/** Requests for every guarded route. A test below fails for a route that is missing. */
const uses: Use[] = [
  { route: 'GET /users', trips: 1 },
  { route: 'PUT /users', trips: 1, body: renaming },
  { route: 'PATCH /users', trips: 1, body: renaming },
  { route: 'PUT /users/password', trips: 2, body: newPassword },
  // Two before the response, and afterwards one that claims the mails, and one for each mail.
  { route: 'POST /users/email/verification', trips: 4 },
  { route: 'PUT /users/email', trips: 5, body: newEmail },
  { route: 'DELETE /users', trips: 1 },
  // Two before the response, and three afterwards to erase the data.
  {
    route: 'DELETE /users',
    name: 'for good',
    trips: 5,
    path: () => '/users?purge=true',
    body: () => ({ password }),
  },
  { route: 'GET /users/mfa', trips: 1 },
  { route: 'POST /users/mfa/totp', trips: 2, body: () => ({ proof: { password } }) },
  {
    route: 'POST /users/mfa/totp/confirm',
    trips: 2,
    body: async (as) => ({ code: await (await startTotp(as)).code() }),
  },
  {
    route: 'DELETE /users/mfa/totp',
    trips: 2,
    body: async (as) => ({ proof: { password, code: await (await addFactors(as)).code() } }),
  },
  {
    route: 'POST /users/mfa/recovery-codes',
    trips: 2,
    body: async (as) => ({ proof: { password, code: await (await addFactors(as)).code() } }),
  },
  {
    route: 'POST /users/mfa/recovery-codes/test',
    trips: 2,
    body: async (as) => ({ code: (await addFactors(as)).recoveryCodes[0] }),
  },
  { route: 'POST /users/api-keys', trips: 2, body: () => ({ ...apiKeyWish, proof: { password } }) },
  { route: 'GET /users/api-keys', trips: 1 },
  {
    route: 'DELETE /users/api-keys/:id',
    trips: 2,
    path: async (_, session) => `/users/api-keys/${(await makeKey(session)).id}`,
  },
  { route: 'POST /users/passkeys/options', trips: 1 },
  { route: 'POST /users/passkeys', trips: 2, body: newPasskey },
  { route: 'GET /users/passkeys', trips: 1 },
  {
    route: 'PATCH /users/passkeys/:id',
    trips: 2,
    path: ownPasskey,
    body: () => ({ name: 'My key', proof: { password } }),
  },
  {
    route: 'DELETE /users/passkeys/:id',
    trips: 3,
    path: ownPasskey,
    body: () => ({ proof: { password } }),
  },
  { route: 'POST /users/step-up', trips: 1, body: () => ({ action: 'change_password' }) },
  { route: 'GET /users/sessions', trips: 1 },
  { route: 'DELETE /users/sessions', trips: 1 },
  {
    route: 'DELETE /users/sessions/:id',
    trips: 1,
    path: (_, session) => `/users/sessions/${sessionIdOf(session)}`,
  },
  { route: 'GET /users/security-events', trips: 1 },
  { route: 'GET /users/share', trips: 1 },
  { route: 'PUT /users/share', trips: 1, body: () => shown },
  { route: 'GET /users/webhook', trips: 1 },
  { route: 'PUT /users/webhook', trips: 2, body: () => newWebhook },
  {
    route: 'DELETE /users/webhook',
    trips: 2,
    body: async (as) => {
      await api.put('/users/webhook', { as, body: newWebhook })
      return { proof: { password } }
    },
  },
  { route: 'GET /users/factor-removal', trips: 1 },
  { route: 'DELETE /users/factor-removal', trips: 1 },
  { route: 'GET /admin/users', trips: 1, isAdmin: true },
  { route: 'GET /admin/audit', trips: 1, isAdmin: true },
  // The role, the proof, the change.
  {
    route: 'PATCH /admin/users/:id',
    trips: 3,
    isAdmin: true,
    path: (_, session) => `/admin/users/${session.user.id}`,
    body: () => ({ active: true, proof: { password } }),
  },
  {
    route: 'DELETE /admin/users/:id/sessions',
    trips: 1,
    isAdmin: true,
    path: (_, session) => `/admin/users/${session.user.id}/sessions`,
  },
  {
    route: 'DELETE /admin/users/:id/factors',
    trips: 3,
    isAdmin: true,
    path: (_, session) => `/admin/users/${session.user.id}/factors`,
    body: () => ({ proof: { password } }),
  },
  { route: 'GET /users/documents', trips: 1 },
  {
    route: 'PUT /users/documents/:document',
    trips: 2,
    path: reportedDocument,
    body: async (as) => ({ book_id: (await putBook(as)).id }),
  },
  {
    route: 'PUT /users/documents/:document',
    name: 'without a book',
    trips: 1,
    path: reportedDocument,
    body: () => ({ book_id: null }),
  },
  { route: 'DELETE /users/documents/:document', trips: 1, path: reportedDocument },
  { route: 'POST /users/download-tokens', trips: 1 },
  {
    route: 'POST /books/batch',
    trips: 1,
    body: () => ({ operations: [{ op: 'create', book: { title: 'New' } }] }),
  },
  // One reads what tells the books of the library apart. Larger files take more: 200 rows in a statement, 5 statements in a
  // trip, 250 books that are there already in a trip.
  { route: 'POST /books/import', trips: 2, body: importForm },
  // The first finds the end of the part, the second reads a page.
  { route: 'GET /books/export', trips: 2 },
  { route: 'GET /books', trips: 1 },
  { route: 'GET /books/facets', trips: 1 },
  { route: 'GET /books/stats', trips: 1 },
  { route: 'GET /books/changes', trips: 1 },
  { route: 'POST /books', trips: 2, body: () => bookForm() },
  { route: 'GET /books/:id', trips: 1, path },
  { route: 'PUT /books/:id', trips: 1, path, body: () => ({ title: 'Changed' }) },
  { route: 'PUT /books/:id', name: 'with a cover', trips: 2, path, body: newCover },
  { route: 'PATCH /books/:id', trips: 1, path, body: () => ({ title: 'Changed' }) },
  { route: 'PATCH /books/:id', name: 'as a form', trips: 1, path, body: () => formOf({ title: 'Changed' }) },
  { route: 'PATCH /books/:id', name: 'with a cover', trips: 2, path, body: newCover },
  { route: 'DELETE /books/:id', trips: 2, path },
  // Count and read, the budgets of data and of a cover, and remember.
  { route: 'GET /lookup', trips: 4, path: () => '/lookup?isbn=9780141439471' },
  // Those of a lookup and of its cover: count, budget, and two of an upload.
  { route: 'POST /books/from-isbn', trips: 8, body: () => ({ isbn: '9780141439471' }) },
  // Count, the budget, and two of an upload.
  {
    route: 'POST /books/:id/cover',
    trips: 4,
    path: (book) => `/books/${book.id}/cover`,
    body: () => ({ source: 'open_library', cover_id: '1001' }),
  },
  { route: 'POST /mcp', trips: 1, body: () => rpcMessage('tools/list') },
  { route: 'POST /mcp', name: 'search', trips: 1, body: () => callOf('search_books', { q: 'book' }) },
  { route: 'POST /mcp', name: 'add', trips: 1, body: () => callOf('add_book', { title: 'New' }) },
  { route: 'POST /mcp', name: 'statistics', trips: 1, body: () => callOf('reading_statistics') },
  // Adding to a text or a list reads it first.
  {
    route: 'POST /mcp',
    name: 'finish',
    trips: 2,
    body: async (as) => callOf('finish_book', { id: (await putBook(as)).id }),
  },
  {
    route: 'POST /mcp',
    name: 'look up',
    trips: 4,
    body: () => callOf('lookup_book', { isbn: '9780141439471' }),
  },
  { route: 'DELETE /books/:id/cover', trips: 1, path: (book) => `/books/${book.id}/cover` },
]

const guarded = app.routes
  .filter((route) => isGuard(route) || route.handler === requireDownload)
  .map(({ method, path }) => `${method} ${path}`)

const requestOf = async ({ route, path, body, isAdmin = false }: Use) => {
  const session = isAdmin ? await signedInAdmin() : await signedIn()
  if (isAdmin) await insertPasskey(session)
  const book = await newBook(session)
  const [method = '', pattern = ''] = route.split(' ')
  const target = (await path?.(book, session)) ?? pattern
  return { session, toSend: request(method, target, { as: session, body: await body?.(session) }) }
}

/** All tables and the names of all files. */
const everything = async () => {
  const { results: tables } = await env.DB.prepare(
    "select name from sqlite_schema where type = 'table' and not name glob '_cf_*' and not name glob 'sqlite_*'",
  ).all<{ name: string }>()
  const dumps = tables.map(async ({ name }) => [
    name,
    (await env.DB.prepare(`select * from "${name}" order by 1`).all()).results,
  ])
  return { tables: Object.fromEntries(await Promise.all(dumps)), objects: await objectKeys() }
}

it('every guarded route has a request here', () => {
  expect([...new Set(uses.map(({ route }) => route))].sort()).toEqual([...new Set(guarded)].sort())
})

/** Routes without a guard, with the maximum of their round trips. */
const openTrips = new Map([
  ['GET /lookup/covers/:source/:id/:seal', 1],
  ['GET /shares/:key', 1],
  ['GET /shares/:key/feed.xml', 1],
  ['POST /users', 1],
  ['POST /users/login', 2],
  ['POST /users/login/mfa', 2],
  ['POST /users/login/passkey/options', 1],
  ['POST /users/login/passkey', 2],
  ['POST /users/passkey-sign-up/options', 1],
  ['POST /users/passkey-sign-up', 2],
  // The last trips claim mails after the response, and end each.
  ['POST /users/email/verify', 3],
  ['POST /users/password/forgot', 4],
  ['POST /users/password/reset', 4],
  ['POST /users/factor-removal/stop', 4],
  ['POST /users/refresh', 1],
  ['POST /users/sessions/binding', 1],
  ['POST /users/sessions/binding/refresh', 1],
  ['POST /users/logout', 1],
  // The last one notes the use of the key after the response, once an hour.
  ['POST /koreader/users/create', 2],
  ['GET /koreader/users/auth', 2],
  // One more if the document is tied to a book, see koreader/trips.test.ts.
  ['PUT /koreader/syncs/progress', 2],
  ['GET /koreader/syncs/progress/:document', 2],
])

/** Routes that do not use D1, except to report its health. */
const withoutDatabase = [
  'GET /covers/:key/:file',
  'GET /.well-known/jwks.json',
  'GET /.well-known/security.txt',
  'GET /.well-known/webauthn',
  'GET /health',
  'GET /openapi.json',
  'POST /reports',
  'GET /koreader/healthcheck',
]

it('every other route is listed here', () => {
  const known = [...guarded, ...openTrips.keys(), ...withoutDatabase]
  expect(new Set(operations.map(nameOf))).toEqual(new Set(known))
})

it.each(validRequests.filter(([name]) => openTrips.has(name)))(
  '%s takes no more round trips than listed',
  async (name, makeRequest) => {
    const toSend = await makeRequest('')
    const { DB, trips } = countingDatabase()
    expect((await fetchWith({ DB }, toSend)).ok).toBe(true)
    expect(trips()).toBeGreaterThan(0)
    expect(trips()).toBeLessThanOrEqual(openTrips.get(name) ?? 0)
  },
)

describe.each(uses.map((use) => ({ title: [use.route, use.name ?? ''].join(' ').trim(), ...use })))(
  '$title',
  (use) => {
    it(`takes ${use.trips} round trips at most`, async () => {
      const { toSend } = await requestOf(use)
      const { DB, trips } = countingDatabase()
      const response = await fetchWith({ DB }, toSend)
      expect(response.ok).toBe(true)
      expect(trips()).toBeGreaterThan(0)
      expect(trips()).toBeLessThanOrEqual(use.trips)
    })

    it('is rejected, and changes nothing, after the session has ended', async () => {
      const { session, toSend } = await requestOf(use)
      await env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
      const before = await everything()
      const response = await fetchWith({}, toSend)
      expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer .*error="invalid_token"/)
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
      expect(await everything()).toEqual(before)
    })
  },
)
