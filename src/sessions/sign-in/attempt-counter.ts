import { deviceKeys, refreshTokenKeys } from '../../auth/keys.ts'
import { counterKey } from '../../auth/throttle/counters.ts'
import { type AttemptCounter, attemptCounter, sessionOrEmailCounter } from '../../auth/throttle/statements.ts'
import type { Config } from '../../http/config.ts'
import { openRefreshToken } from '../refresh/refresh-tokens.ts'
import { isMarkedDevice } from './devices.ts'

interface KnownToDevice {
  email: string
  deviceMark: string | undefined
  refreshToken: string | undefined
}

/**
 * An email counts its sign-in attempts, registered or not. A device that signed in before has a counter of its own, so
 * that strangers cannot lock it out. Its mark or a live refresh token proves such a device.
 */
export const signInCounter = async (
  config: Config,
  { email, deviceMark, refreshToken }: KnownToDevice,
  now: Date,
): Promise<AttemptCounter> => {
  if (deviceMark !== undefined && (await isMarkedDevice(await deviceKeys(config), email, deviceMark))) {
    return attemptCounter(await counterKey(config, 'device', deviceMark, email))
  }
  const emailKey = await counterKey(config, 'address', email)
  const claims = refreshToken && (await openRefreshToken(await refreshTokenKeys(config), refreshToken))
  if (!claims) return attemptCounter(emailKey)
  const { sessionId } = claims
  const sessionKey = await counterKey(config, 'session', sessionId)
  return sessionOrEmailCounter({ sessionId, email, now }, sessionKey, emailKey)
}
