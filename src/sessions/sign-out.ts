import { factory, type RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { checksQueryLater, requireKnownQuery } from '../http/query.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { clearRefreshCookie, readRefreshCookie } from './cookies.ts'
import { sessionOfRefreshToken } from './named-sessions.ts'
import { idsOf, signingOut } from './statements.ts'

export const logSignedOut = (
  { var: { requestId } }: RequestContext,
  ended: { id: string; userId: string }[],
): void =>
  logEvent('info', 'signed_out', { requestId, userId: ended[0]?.userId, endedSessionIds: idsOf(ended) })

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
    if (sessionId === undefined) return
    const { ended } = await c.var.db.batch(signingOut([sessionId], readUserAgent(c), new Date()))
    logSignedOut(c, ended)
  }),
)

/** The check of the query that `clearCookieFirst` defers. */
export const checkQuery = factory.createMiddleware(async (c, next) => {
  requireKnownQuery(c)
  await next()
})
