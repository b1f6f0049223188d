import { verifyAccessToken } from '../auth/access-tokens.ts'
import { bearerToken } from '../auth/bearer-token.ts'
import { refreshTokenKeys, tokenKeys, tokenRealm } from '../auth/keys.ts'
import type { Config } from '../http/config.ts'
import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { readRefreshCookie } from './cookies.ts'
import { openRefreshToken } from './refresh/refresh-tokens.ts'

const sessionOfBearer = async ({ req, var: { config } }: RequestContext): Promise<string | undefined> => {
  const token = bearerToken(req.header('Authorization'))
  if (token === undefined) return undefined
  const verification = await verifyAccessToken(await tokenKeys(config), tokenRealm(config), token, 'ever')
  return verification.kind === 'valid' ? verification.claims.sessionId : undefined
}

/** @returns the session that a refresh token names, live or not; undefined if the service did not issue the token */
export const sessionOfRefreshToken = async (
  config: Config,
  token: string | undefined,
): Promise<string | undefined> => {
  const claims =
    token === undefined ? undefined : await openRefreshToken(await refreshTokenKeys(config), token)
  return claims?.sessionId
}

/**
 * The sessions that a sign-out names: by its bearer token, expired or not, by the refresh token of its body, or by its
 * cookie. They need not be live.
 * @throws ApiError `missing_token` for no token at all, `invalid_token` when the service issued none of them
 */
export const requireNamedSessions = async (
  c: RequestContext,
  refreshToken: string | undefined,
): Promise<string[]> => {
  const { config } = c.var
  const cookie = readRefreshCookie(c)
  const named = await Promise.all([
    sessionOfBearer(c),
    sessionOfRefreshToken(config, refreshToken),
    sessionOfRefreshToken(config, cookie),
  ])
  const sessionIds = named.filter((id) => id !== undefined)
  if (sessionIds.length > 0) return sessionIds
  const isVisitor =
    c.req.header('Authorization') === undefined && refreshToken === undefined && cookie === undefined
  throw new ApiError(isVisitor ? 'missing_token' : 'invalid_token')
}
