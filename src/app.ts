import { requestId } from 'hono/request-id'
import { admin } from './admin/routes.ts'
import { apiKeys } from './api-keys/routes.ts'
import { readJwks } from './auth/jwk-set.ts'
import { wellKnown } from './auth/routes.ts'
import { limitCalls } from './bindings/time-limit.ts'
import { bookBatch } from './books/batch/routes.ts'
import { bookChanges } from './books/changes/routes.ts'
import { bookExport } from './books/export/routes.ts'
import { bookFacets } from './books/facets/routes.ts'
import { bookImport } from './books/import/routes.ts'
import { books } from './books/routes.ts'
import { bookStats } from './books/stats/routes.ts'
import { covers } from './covers/routes.ts'
import { openDatabase, readBookmark } from './db/client.ts'
import { documentation } from './docs/routes.ts'
import { erasure } from './erasure/routes.ts'
import { events } from './events/routes.ts'
import { passkeys } from './factors/passkeys/routes.ts'
import { stepUps } from './factors/proof/routes.ts'
import { recoveryCodes } from './factors/recovery-codes/routes.ts'
import { factorRemoval } from './factors/removal/routes.ts'
import { factorStatus } from './factors/status/routes.ts'
import { totp } from './factors/totp/routes.ts'
import { health } from './health/routes.ts'
import { ConfigError, isLoopback, readConfig } from './http/config.ts'
import { factory } from './http/env.ts'
import { renderError, renderNotFound } from './http/errors.ts'
import { crossOrigin } from './http/headers.ts'
import { knownQuery } from './http/query.ts'
import { rejectMethod } from './http/reject-method.ts'
import { requestLine } from './http/request-line.ts'
import { documents } from './koreader/documents/routes.ts'
import { koreader } from './koreader/routes.ts'
import { foundBooks, lookup } from './lookup/routes.ts'
import { developmentOutbox } from './mail/development/routes.ts'
import { mcp } from './mcp/routes.ts'
import { pages } from './pages/routes.ts'
import { recovery } from './recovery/routes.ts'
import { policyReports } from './reports/routes.ts'
import { sessionBinding } from './sessions/binding/routes.ts'
import { passkeySignIns } from './sessions/passkey/routes.ts'
import { refreshes } from './sessions/refresh/routes.ts'
import { sessions } from './sessions/routes.ts'
import { signIns } from './sessions/sign-in/routes.ts'
import { sharePages } from './shares/page/routes.ts'
import { shareSettings, shares } from './shares/routes.ts'
import { passkeySignUps } from './users/passkey-sign-up/routes.ts'
import { users } from './users/routes.ts'
import { webhook } from './webhook/routes.ts'

const services = factory.createMiddleware((c, next) => {
  const config = readConfig(c.env)
  // A deployed service would issue tokens, links and cookie rules for the machine of its developer.
  const isAtPublicUrl = c.req.url.startsWith(`${config.publicUrl}/`)
  if (config.isLocal && !isAtPublicUrl && !isLoopback(new URL(c.req.url)))
    throw new ConfigError('PUBLIC_URL: is a loopback address, but the request came to another host')
  // A broken JWKS must fail every request, not only those that verify a token.
  readJwks(config)
  const db = openDatabase(
    c.env.DB,
    config.readReplicas ? { replica: readBookmark(c.req.header('X-D1-Bookmark')) } : 'primary',
    config.timeLimitMs,
  )
  c.set('config', config)
  c.set('db', db)
  c.set('bucket', limitCalls(c.env.COVERS, 'R2', config.timeLimitMs))
  return next()
})

const service = factory.createApp({ strict: false })

/** The whole map: the middleware of every request in order, and the path of each feature. */
export const app = service
  .use(
    requestId(),
    requestLine,
    services,
    crossOrigin,
    rejectMethod(() => service.routes),
    knownQuery,
  )
  .route('/', pages)
  .route('/users', users)
  .route('/users', signIns)
  .route('/users', refreshes)
  .route('/users', sessions)
  .route('/users', sessionBinding)
  .route('/users', events)
  .route('/users', factorRemoval)
  .route('/users', webhook)
  .route('/users', erasure)
  .route('/admin', admin)
  .route('/users', stepUps)
  .route('/users/mfa', factorStatus)
  .route('/users/mfa/totp', totp)
  .route('/users/mfa/recovery-codes', recoveryCodes)
  .route('/users', passkeys)
  .route('/users', apiKeys)
  .route('/users', passkeySignIns)
  .route('/users', passkeySignUps)
  .route('/users', recovery)
  .route('/users/documents', documents)
  .route('/books', bookBatch)
  .route('/books', bookImport)
  .route('/books', bookExport)
  .route('/books', bookFacets)
  .route('/books', bookStats)
  .route('/books', bookChanges)
  .route('/books', books)
  .route('/books', foundBooks)
  .route('/lookup', lookup)
  .route('/users', shareSettings)
  .route('/shares', shares)
  .route('/s', sharePages)
  .route('/covers', covers)
  .route('/mcp', mcp)
  .route('/koreader', koreader)
  .route('/.well-known', wellKnown)
  .route('/health', health)
  .route('/reports', policyReports)
  .route('/development', developmentOutbox)
  .route(
    '/',
    documentation(() => service.routes),
  )
  .notFound(renderNotFound)
  .onError(renderError)

export type App = typeof app
