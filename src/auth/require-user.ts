import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ApiError } from '../http/errors.ts'
import { marked } from '../http/marks.ts'
import { checksQueryLater, requireKnownQuery } from '../http/query.ts'
import type { CallerEnv } from './caller.ts'
import { tokenKeys, tokenRealm } from './keys.ts'
import { purposes } from './purposes.ts'
import { bearer } from './security-schemes.ts'
import { verifyTokenOnce } from './verified-tokens.ts'

// RFC 6750, section 2.1. The scheme may be in any case (RFC 9110, section 11.1). Flask-JWT's clients send `JWT`.
const credentials = /^(?:Bearer|JWT) +(?<token>[\w.~+/=-]+)$/i

/** @returns the bearer token of an `Authorization` header, or undefined when it has none */
export const bearerToken = (header: string | undefined): string | undefined =>
  credentials.exec(header ?? '')?.groups?.token

/**
 * The guard of a route: sets `c.var.caller` from the bearer token, without a request to D1.
 * @throws ApiError `missing_token`, `invalid_token`, `invalid_query`
 */
export const requireUser: MiddlewareHandler<CallerEnv> = marked(
  checksQueryLater(
    createMiddleware<CallerEnv>(async (c, next) => {
      const header = c.req.header('Authorization')
      if (header === undefined) throw new ApiError('missing_token')
      const token = bearerToken(header)
      if (token === undefined) throw new ApiError('invalid_token', { cause: 'not a bearer token' })
      if (token.startsWith(purposes.refresh.prefix)) {
        const message = 'Must be the access token. A refresh token goes into the body of POST /users/refresh.'
        throw new ApiError('invalid_token', { issues: [{ path: 'Authorization', message }] })
      }
      const config = c.get('config')
      const at = new Date()
      const verification = await verifyTokenOnce(await tokenKeys(config), tokenRealm(config), token, at)
      if (verification.kind === 'invalid') throw new ApiError('invalid_token', { cause: verification.reason })
      c.set('caller', { ...verification.claims, at })
      c.set('callerId', verification.claims.userId)
      requireKnownQuery(c)
      await next()
    }),
  ),
  {
    security: [bearer],
    errors: ['missing_token', 'invalid_token', 'invalid_query', 'service_unavailable'],
    requestHeaders: ['X-D1-Bookmark'],
    responseHeaders: ['X-D1-Bookmark', 'Server-Timing'],
  },
)
