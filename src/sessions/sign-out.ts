import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { checksQueryLater, requireKnownQuery } from '../http/query.ts'
import { clearRefreshCookie, readRefreshCookie } from './cookies.ts'
import { sessionOfRefreshToken } from './named-sessions.ts'
import { deleteSessions } from './statements.ts'

/**
 * Clears the refresh cookie before the query and the body are checked: a sign-out must clear it in any case. If the
 * request is then invalid, the session of the cookie ends here, because no client can name it any more.
 * @throws ApiError the errors of `clearRefreshCookie`
 */
export const clearCookieFirst = checksQueryLater(
  factory.createMiddleware(async (c, next) => {
    clearRefreshCookie(c)
    await next()
    if (!(c.error instanceof ApiError) || c.error.status >= 500) return
    const sessionId = await sessionOfRefreshToken(c.var.config, readRefreshCookie(c))
    if (sessionId !== undefined) await c.var.db.batch({ ended: deleteSessions([sessionId]) })
  }),
)

/** The check of the query that `clearCookieFirst` defers. */
export const checkQuery = factory.createMiddleware(async (c, next) => {
  requireKnownQuery(c)
  await next()
})
