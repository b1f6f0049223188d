import { expect, it } from 'vitest'
import { app } from '../src/app.ts'
import { requireDownload } from '../src/sessions/download-tokens/require-download.ts'
import { requestOf, titledUses, uses } from './guarded-requests/all.ts'
import { nameOf, operations } from './operations.ts'
import { isGuard } from './support/guards.ts'
import { countingDatabase, fetchWith } from './support/worker.ts'
import { validRequests } from './valid-requests.ts'

const guarded = app.routes
  .filter((route) => isGuard(route) || route.handler === requireDownload)
  .map(({ method, path }) => `${method} ${path}`)

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

it.each(titledUses)('$title takes $trips round trips at most', async (use) => {
  const { toSend } = await requestOf(use)
  const { DB, trips } = countingDatabase()
  const response = await fetchWith({ DB }, toSend)
  expect(response.ok).toBe(true)
  expect(trips()).toBeGreaterThan(0)
  expect(trips()).toBeLessThanOrEqual(use.trips)
})
