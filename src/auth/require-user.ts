import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type Mark, marked } from '../http/marks.ts'
import { checksQueryLater, requireKnownQuery } from '../http/query.ts'
import { isApiKey } from './api-key.ts'
import { requireBearerToken } from './bearer-token.ts'
import type { CallerEnv, SessionCaller } from './caller.ts'
import { rejectionOfKey } from './live-caller.ts'
import { bearer } from './security-schemes.ts'
import { limitUnknownKey } from './unknown-keys.ts'
import { readKeyCaller, verifySession } from './verify-caller.ts'

export const guardMark = {
  security: [bearer],
  errors: [
    'missing_token',
    'invalid_token',
    'insufficient_scope',
    'invalid_query',
    'rate_limited',
    'service_unavailable',
  ],
  requestHeaders: ['X-D1-Bookmark'],
  responseHeaders: ['X-D1-Bookmark', 'Server-Timing'],
} as const satisfies Mark

type SessionEnv = CallerEnv<SessionCaller>

/**
 * Finds the caller by an access token, without a request to D1.
 * @throws ApiError `invalid_token`, `invalid_query`
 */
export const enterAsSession = async (c: Context, token: string): Promise<SessionCaller> => {
  const caller = await verifySession(c.get('config'), token, new Date())
  c.set('callerId', caller.userId)
  c.set('limitKey', caller.userId)
  requireKnownQuery(c)
  return caller
}

/**
 * The guard of a route for signed-in users alone. It sets `c.var.caller`.
 * @throws ApiError `missing_token`, `invalid_token`, `invalid_query`; `insufficient_scope` for a live API key,
 *   `rate_limited` for one that may be forged
 */
export const requireUser: MiddlewareHandler<SessionEnv> = marked(
  checksQueryLater(
    createMiddleware<SessionEnv>(async (c, next) => {
      const token = requireBearerToken(c.req.header('Authorization'))
      if (isApiKey(token)) {
        const key = await readKeyCaller(token, new Date())
        await limitUnknownKey(c, key)
        throw await rejectionOfKey(c.get('db'), key, undefined)
      }
      c.set('caller', await enterAsSession(c, token))
      await next()
    }),
  ),
  guardMark,
)
