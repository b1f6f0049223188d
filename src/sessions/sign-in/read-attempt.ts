import type * as z from 'zod'
import { deviceKeys, refreshTokenKeys } from '../../auth/keys.ts'
import { digestToken } from '../../auth/random-tokens.ts'
import { newMfaToken } from '../../factors/pending/mfa-token.ts'
import type { RequestContext } from '../../http/env.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { readDeviceCookie, readRefreshCookie, readTrustedCookie } from '../cookies.ts'
import { openRefreshToken } from '../refresh/refresh-tokens.ts'
import type { signInInput, Transport } from '../schema.ts'
import { signInCounter } from './attempt-counter.ts'
import { isMarkedDevice } from './devices.ts'
import type { Client } from './open-session.ts'
import type { Attempt } from './sign-in.ts'

/** @returns the session of the cookie. The browser forgets the old cookie, and no one could end its session with it. */
const replacedSession = async (c: RequestContext, transport: Transport): Promise<string | undefined> => {
  const cookie = readRefreshCookie(c)
  if (transport !== 'cookie' || !cookie) return undefined
  return (await openRefreshToken(await refreshTokenKeys(c.var.config), cookie))?.sessionId
}

/** Reads what a request tells of its client, for any way to sign in. */
export const readClient = async (c: RequestContext, email: string, transport: Transport): Promise<Client> => {
  const mark = readDeviceCookie(c)
  return {
    config: c.var.config,
    userAgent: readUserAgent(c),
    replaces: await replacedSession(c, transport),
    isKnown: mark !== undefined && (await isMarkedDevice(await deviceKeys(c.var.config), email, mark)),
  }
}

/** Reads everything that decides a sign-in: the input, and the cookies of the device. */
export const readAttempt = async (
  c: RequestContext,
  { email, password, transport, refresh_token }: z.output<typeof signInInput>,
  now: Date,
): Promise<Attempt> => {
  const known = {
    email,
    deviceMark: readDeviceCookie(c),
    refreshToken: refresh_token ?? readRefreshCookie(c),
  }
  const trusted = readTrustedCookie(c)
  return {
    email,
    password,
    counter: await signInCounter(c.var.config, known, now),
    client: await readClient(c, email, transport),
    trustedDigest: trusted === undefined ? '' : await digestToken(trusted),
    mfaToken: newMfaToken(transport === 'cookie'),
  }
}
