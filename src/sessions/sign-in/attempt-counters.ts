import type { Database } from '../../db/client.ts'
import type { Config } from '../../http/config.ts'
import { openRefreshToken } from '../refresh/refresh-tokens.ts'
import { isMarkedDevice } from './devices.ts'
import { deviceKey, guessKey, refreshTokenKey } from '../../auth/keys.ts'
import { type GuessTarget, guessTarget, guessTargetOfSession } from '../../auth/throttle/statements.ts'

/** What is counted, under a keyed hash: whoever reads the table learns no address. */
const keyOf = async (config: Config, ...parts: [kind: 'address' | 'device' | 'session', ...string[]]) => {
  const message = new TextEncoder().encode(JSON.stringify(parts))
  const mac = await crypto.subtle.sign('HMAC', await guessKey(config), message)
  return new Uint8Array(mac).toBase64({ alphabet: 'base64url', omitPadding: true })
}

interface SignInAttempt {
  email: string
  deviceMark: string | undefined
  refreshToken: string | undefined
}

/**
 * A sign-in is counted by its address, whether anybody has it or not. A device that signed in there before, which its
 * mark or a live refresh token shows, is counted by itself: strangers cannot lock it out.
 */
export const signInTarget = async (
  db: Database,
  config: Config,
  { email, deviceMark, refreshToken }: SignInAttempt,
  now: Date,
): Promise<GuessTarget> => {
  if (deviceMark !== undefined && (await isMarkedDevice(await deviceKey(config), email, deviceMark))) {
    return guessTarget(await keyOf(config, 'device', deviceMark, email))
  }
  const addressKey = await keyOf(config, 'address', email)
  const claims = refreshToken && (await openRefreshToken(await refreshTokenKey(config), refreshToken))
  if (!claims) return guessTarget(addressKey)
  const { sessionId } = claims
  return guessTargetOfSession(
    db,
    { sessionId, email, now },
    await keyOf(config, 'session', sessionId),
    addressKey,
  )
}

/** Where a signed-in user is asked for the password again, their session is what is counted. */
export const confirmationTarget = async (config: Config, sessionId: string): Promise<GuessTarget> =>
  guessTarget(await keyOf(config, 'session', sessionId))
