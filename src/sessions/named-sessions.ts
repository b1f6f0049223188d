import type { Context } from 'hono'
import { verifyAccessToken } from '../auth/access-tokens.ts'
import { refreshTokenKey, tokenKeys, tokenRealm } from '../auth/keys.ts'
import { bearerToken } from '../auth/require-user.ts'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { readRefreshCookie } from './cookies.ts'
import { openRefreshToken } from './refresh/refresh-tokens.ts'

const ofBearer = async ({ req, var: { config } }: Context<AppEnv>): Promise<string | undefined> => {
  const token = bearerToken(req.header('Authorization'))
  if (token === undefined) return undefined
  const verification = await verifyAccessToken(await tokenKeys(config), tokenRealm(config), token, 'ever')
  return verification.kind === 'valid' ? verification.claims.sessionId : undefined
}

const ofRefreshToken = async ({ config }: AppEnv['Variables'], token: string | undefined) => {
  const claims =
    token === undefined ? undefined : await openRefreshToken(await refreshTokenKey(config), token)
  return claims?.sessionId
}

/**
 * The sessions that a request to sign out names: by its bearer token, expired or not, by the refresh token of its
 * body, by its cookie. Whether they are open still does not matter.
 * @throws ApiError `missing_token`, `invalid_token` when none of them is one of ours
 */
export const requireNamedSessions = async (
  c: Context<AppEnv>,
  refreshToken: string | undefined,
): Promise<string[]> => {
  const cookie = readRefreshCookie(c)
  const named = await Promise.all([
    ofBearer(c),
    ofRefreshToken(c.var, refreshToken),
    ofRefreshToken(c.var, cookie),
  ])
  const sessionIds = named.filter((id) => id !== undefined)
  if (sessionIds.length > 0) return sessionIds
  const isVisitor =
    c.req.header('Authorization') === undefined && refreshToken === undefined && cookie === undefined
  throw new ApiError(isVisitor ? 'missing_token' : 'invalid_token')
}
