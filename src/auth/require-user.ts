import type { BatchResponse } from 'drizzle-orm/batch'
import type { Context } from 'hono'
import type { Query } from '../db/client.ts'
import { type AppEnv, factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { described } from '../http/marks.ts'
import { checksQueryLater, requireKnownQuery } from '../http/query.ts'
import { liveSession } from '../sessions/statements.ts'
import { verifyAccessToken } from './access-tokens.ts'
import { tokenKeys, tokenRealm } from './keys.ts'

// RFC 6750, section 2.1; the scheme in any case (RFC 9110, section 11.1). `JWT` is what Flask-JWT's clients send.
const credentials = /^(?:Bearer|JWT) +(?<token>[\w.~+/=-]+)$/i

/** @returns the bearer token of an `Authorization` header, or undefined when it has none */
export const bearerToken = (header: string | undefined): string | undefined =>
  credentials.exec(header ?? '')?.groups?.token

/**
 * The guard of a route: sets `c.var.caller` from the bearer token, without asking D1.
 * @throws ApiError `missing_token`, `invalid_token`, `invalid_query`
 */
export const requireUser = described(
  checksQueryLater(
    factory.createMiddleware(async (c, next) => {
      const header = c.req.header('Authorization')
      if (header === undefined) throw new ApiError('missing_token')
      const token = bearerToken(header)
      if (token === undefined) throw new ApiError('invalid_token', { cause: 'not a bearer token' })
      const { config } = c.var
      const at = new Date()
      const verification = await verifyAccessToken(await tokenKeys(config), tokenRealm(config), token, at)
      if (verification.kind === 'invalid') throw new ApiError('invalid_token', { cause: verification.reason })
      c.set('caller', { ...verification.claims, at })
      requireKnownQuery(c)
      await next()
    }),
  ),
  {
    security: ['bearer'],
    refuses: ['missing_token', 'invalid_token', 'invalid_query', 'service_unavailable'],
    requestHeaders: ['X-D1-Bookmark'],
    responseHeaders: ['X-D1-Bookmark'],
  },
)

/**
 * Runs `queries` in the same D1 round trip as the check that the caller's session is still open. All statements of a
 * batch run whatever the check finds, so one that writes must carry `whileLive` as well.
 * @returns the results of `queries`, in order
 * @throws ApiError `invalid_token` when the session is over; DatabaseError
 */
export const asCaller = async <T extends Query[]>(
  { var: { db, caller } }: Context<AppEnv>,
  ...queries: T
): Promise<BatchResponse<T>> => {
  const [live, ...results] = await db.batch<[ReturnType<typeof liveSession>, ...Query[]]>([
    liveSession(db, caller),
    ...queries,
  ])
  if (live.length === 0) throw new ApiError('invalid_token', { cause: 'the session is over' })
  return results as BatchResponse<T>
}
