import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import { signAccessToken } from '../../src/auth/access-tokens.ts'
import { refreshTokenKeys, tokenKeys, tokenRealm } from '../../src/auth/keys.ts'
import { readConfig } from '../../src/http/config.ts'
import { openRefreshToken } from '../../src/sessions/refresh/refresh-tokens.ts'
import type { Session } from '../support/client.ts'

/** The id of the session of an access token. */
export const idOf = ({ access_token }: Session) => String(decodeJwt(access_token).sid)

/** The id of the session of a refresh token. */
export const idOfRefreshToken = async (token: string) =>
  (await openRefreshToken(await refreshTokenKeys(readConfig(env)), token))?.sessionId ?? ''

/** @returns the session with a new access token: in the models these do not expire, so only the row decides */
export const asSession = async (userId: string, sessionId: string): Promise<Session> => {
  const config = readConfig(env)
  const claims = { userId, sessionId }
  const token = await signAccessToken(await tokenKeys(config), tokenRealm(config), claims, new Date())
  return { access_token: token, refresh_token: '' }
}
