import type * as z from 'zod'
import { refreshTokenKeys } from '../../auth/keys.ts'
import type { RequestContext } from '../../http/env.ts'
import { readDeviceCookie, readRefreshCookie } from '../cookies.ts'
import { openRefreshToken } from '../refresh/refresh-tokens.ts'
import type { signInInput } from '../schema.ts'
import { readUserAgent } from '../user-agent.ts'
import { signInCounter } from './attempt-counter.ts'
import type { Attempt } from './sign-in.ts'

/** Reads everything that decides a sign-in: the input, and the cookies of the device. */
export const readAttempt = async (
  c: RequestContext,
  { email, password, transport, refresh_token }: z.output<typeof signInInput>,
  now: Date,
): Promise<Attempt> => {
  const { config } = c.var
  const cookie = readRefreshCookie(c)
  const known = { email, deviceMark: readDeviceCookie(c), refreshToken: refresh_token ?? cookie }
  // The browser forgets the old cookie. Its session would stay live, and no one could end it with the cookie.
  const replaced =
    transport === 'cookie' && cookie
      ? await openRefreshToken(await refreshTokenKeys(config), cookie)
      : undefined
  return {
    email,
    password,
    userAgent: readUserAgent(c),
    counter: await signInCounter(config, known, now),
    replaces: replaced?.sessionId,
  }
}
