import type * as z from 'zod'
import { signAccessToken } from '../auth/access-tokens.ts'
import { challengeKeys, deviceKeys, refreshTokenKeys, tokenKeys, tokenRealm } from '../auth/keys.ts'
import { purposes } from '../auth/purposes.ts'
import type { Config } from '../http/config.ts'
import type { RequestContext } from '../http/env.ts'
import { presentUser } from '../users/schema.ts'
import type { User } from '../users/statements.ts'
import { sealChallenge } from './binding/tokens.ts'
import { readDeviceCookie, setDeviceCookie, setRefreshCookie } from './cookies.ts'
import { sealRefreshToken } from './refresh/refresh-tokens.ts'
import type { Transport, tokens } from './schema.ts'
import { isMarkedDevice, markDevice } from './sign-in/devices.ts'
import type { Session } from './statements.ts'

/** A new access token for the session, and the refresh token of its counter. */
export const issueTokens = async (config: Config, user: User, session: Session, now: Date) => ({
  access_token: await signAccessToken(
    await tokenKeys(config),
    tokenRealm(config),
    { userId: user.id, sessionId: session.id },
    now,
  ),
  token_type: 'Bearer' as const,
  expires_in: purposes.access.ttlSeconds,
  refresh_token: await sealRefreshToken(await refreshTokenKeys(config), {
    sessionId: session.id,
    counter: session.counter,
  }),
  refresh_expires_in: Math.floor((session.expiresAt.getTime() - now.getTime()) / 1000),
  user: presentUser(user),
})

/** The mark that this device already has for the email, or a new one. A mark of the previous secret is replaced. */
const deviceMarkFor = async (c: RequestContext, email: string): Promise<string> => {
  const keys = await deviceKeys(c.var.config)
  const mark = readDeviceCookie(c)
  return mark !== undefined && (await isMarkedDevice([keys[0]], email, mark)) ? mark : markDevice(keys, email)
}

/**
 * The tokens of a session for the response. A refresh token that came in a cookie goes out in a cookie, and not in the
 * body.
 */
export const presentTokens = async (
  c: RequestContext,
  transport: Transport,
  { user, session }: { user: User; session: Session },
  now: Date,
): Promise<z.output<typeof tokens>> => {
  const issued = await issueTokens(c.var.config, user, session, now)
  if (transport === 'body') return issued
  const { refresh_token, ...inBody } = issued
  setRefreshCookie(c, refresh_token, issued.refresh_expires_in)
  setDeviceCookie(c, await deviceMarkFor(c, user.email))
  // At the sign-in only. At a refresh, the thief of a cookie could bind the session to a key of their own.
  if (session.counter === 0 && session.boundKey === null) {
    const challenge = await sealChallenge(await challengeKeys(c.var.config), session.id, now)
    const registration = `(ES256);path="/users/sessions/binding";challenge="${challenge}"`
    c.res.headers.set('Secure-Session-Registration', registration)
  }
  return inBody
}
