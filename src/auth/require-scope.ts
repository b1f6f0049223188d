import type { Context, MiddlewareHandler, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ApiError } from '../http/errors.ts'
import { marked } from '../http/marks.ts'
import { checksQueryLater, unknownQuery } from '../http/query.ts'
import { isApiKey } from './api-key.ts'
import { requireBearerToken } from './bearer-token.ts'
import type { CallerEnv, KeyCaller } from './caller.ts'
import { recordUse } from './key-use.ts'
import { requireLiveCaller } from './live-caller.ts'
import { enterAsSession, guardMark } from './require-user.ts'
import { type RouteScope, routeScopes } from './scopes.ts'
import { apiKeyWith, bearer } from './security-schemes.ts'
import { limitUnknownKey, unknownKeysOf } from './unknown-keys.ts'
import { readKeyCaller } from './verify-caller.ts'

const rateLimited = 429

/** The scopes of a route: a key needs one of them. */
type AnyOf = readonly [RouteScope, ...RouteScope[]]

/**
 * A key that may be forged counts for its network in every limit: as its user, each forged key would have a limit of its
 * own, or use up that of a user. A key that D1 has found counts as its user.
 */
const setLimits = async (c: Context<CallerEnv>, caller: Omit<KeyCaller, 'scope'>): Promise<void> => {
  const mayBeForged = await limitUnknownKey(c, caller)
  c.set('limitKey', mayBeForged ? unknownKeysOf(c) : caller.userId)
}

const actAsKey = async (c: Context<CallerEnv>, next: Next, key: string, anyOf: AnyOf): Promise<void> => {
  const caller = { ...(await readKeyCaller(key, new Date())), scope: anyOf[0] }
  const db = c.get('db')
  c.set('caller', caller)
  await setLimits(c, caller)
  const queryError = unknownQuery(c)
  if (!queryError) await next()
  const error = queryError ?? c.error
  // An error of the input comes before D1 has found the key. A forged key must not learn of it.
  if (error instanceof ApiError && error.status < rateLimited && db.usage.trips === 0) {
    const res = c.finalized ? c.res : undefined
    // Hono gives the headers of a response to the one that replaces it.
    c.res = undefined
    await requireLiveCaller({ db, caller }, anyOf)
    c.res = res
  }
  if (queryError) throw queryError
  if (error) return
  c.set('callerId', caller.userId)
  recordUse(c, caller)
}

const guardOf = (...anyOf: AnyOf): MiddlewareHandler<CallerEnv> =>
  marked(
    checksQueryLater(
      createMiddleware<CallerEnv>(async (c, next) => {
        const token = requireBearerToken(c.req.header('Authorization'))
        if (isApiKey(token)) return actAsKey(c, next, token, anyOf)
        c.set('caller', await enterAsSession(c, token))
        await next()
      }),
    ),
    { ...guardMark, security: [bearer, ...anyOf.map(apiKeyWith)] },
  )

const guards = Object.fromEntries(routeScopes.map((scope) => [scope, guardOf(scope)])) as Record<
  RouteScope,
  MiddlewareHandler<CallerEnv>
>

/**
 * The guard of a route for signed-in users, and for API keys with a scope. It sets `c.var.caller`, without a request to D1:
 * whether a key exists and has the scope is known only once the handler has acted as the caller.
 * @throws ApiError `missing_token`, `invalid_token`, `invalid_query`, `insufficient_scope`, `rate_limited`
 */
export const requireScope = (scope: RouteScope): MiddlewareHandler<CallerEnv> => guards[scope]

/**
 * `requireScope` for a route whose messages need different scopes: a key with one of them reaches the handler, which then
 * sets the scope that the message needs as that of `c.var.caller`.
 */
export const requireReadOrWrite: MiddlewareHandler<CallerEnv> = guardOf('books:read', 'books:write')
