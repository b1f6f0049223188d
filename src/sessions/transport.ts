import type { Context } from 'hono'
import type * as z from 'zod'
import { isMarkedDevice, markDevice } from './sign-in/devices.ts'
import { signInTarget } from './sign-in/attempt-counters.ts'
import { deviceKey, refreshTokenKey } from '../auth/keys.ts'
import type { Attempt } from './sign-in/sign-in.ts'
import type { AppEnv } from '../http/env.ts'
import { ok } from '../http/envelope.ts'
import { ApiError } from '../http/errors.ts'
import type { User } from '../users/statements.ts'
import {
  readDeviceCookie,
  readRefreshCookie,
  requireSameOrigin,
  setDeviceCookie,
  setRefreshCookie,
} from './cookies.ts'
import type { Session } from './statements.ts'
import { openRefreshToken, type RefreshClaims } from './refresh/refresh-tokens.ts'
import type { signInInput } from './schema.ts'
import { issueTokens } from './tokens.ts'
import { readUserAgent } from './user-agent.ts'

/** How the refresh token travels: in bodies, or in a cookie. */
type Transport = z.output<typeof signInInput>['transport']

/** Puts together what a sign-in is decided by: the input, and what else the device sends along. */
export const readAttempt = async (
  c: Context<AppEnv>,
  { email, password, transport, refresh_token }: z.output<typeof signInInput>,
  now: Date,
): Promise<Attempt> => {
  const { db, config } = c.var
  const cookie = readRefreshCookie(c)
  const known = { email, deviceMark: readDeviceCookie(c), refreshToken: refresh_token ?? cookie }
  const target = await signInTarget(db, config, known, now)
  // The browser forgets the old cookie, so its session would stay open with nobody to close it.
  const replaced =
    transport === 'cookie' && cookie
      ? await openRefreshToken(await refreshTokenKey(config), cookie)
      : undefined
  return { email, password, userAgent: readUserAgent(c), target, replaces: replaced?.sessionId }
}

/**
 * @param fromBody the refresh token of the body
 * @returns how the refresh token came, and what it says: no claims if it is not one of ours
 * @throws ApiError `invalid_request` for two at once, `missing_token` for none, `origin_mismatch`
 */
export const readRefreshToken = async (
  c: Context<AppEnv>,
  fromBody: string | undefined,
): Promise<{ transport: Transport; claims: RefreshClaims | undefined }> => {
  const fromCookie = readRefreshCookie(c)
  if (fromBody !== undefined && fromCookie !== undefined) throw new ApiError('invalid_request')
  const token = fromBody ?? fromCookie
  if (token === undefined) throw new ApiError('missing_token')
  if (fromCookie !== undefined) requireSameOrigin(c)
  const claims = await openRefreshToken(await refreshTokenKey(c.var.config), token)
  return { transport: fromCookie === undefined ? 'body' : 'cookie', claims }
}

/** The mark that this device has for the address already, or a new one. */
const deviceMarkFor = async (c: Context<AppEnv>, email: string): Promise<string> => {
  const key = await deviceKey(c.var.config)
  const mark = readDeviceCookie(c)
  return mark !== undefined && (await isMarkedDevice(key, email, mark)) ? mark : markDevice(key, email)
}

/** Answers with the tokens of a session. Cookie in, cookie out: then the refresh token is not in the body. */
export const answerWithTokens = async (
  c: Context<AppEnv>,
  message: string,
  transport: Transport,
  { user, session }: { user: User; session: Session },
  now: Date,
) => {
  const tokens = await issueTokens(c.var.config, user, session, now)
  if (transport === 'body') return ok(c, message, tokens)
  const { refresh_token, ...rest } = tokens
  setRefreshCookie(c, refresh_token, tokens.refresh_expires_in)
  setDeviceCookie(c, await deviceMarkFor(c, user.email))
  return ok(c, message, rest)
}
