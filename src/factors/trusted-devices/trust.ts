import { uuidv7 } from 'uuidv7'
import { purposes } from '../../auth/purposes.ts'
import { digestToken, newRandomToken } from '../../auth/random-tokens.ts'
import type { TrustedDevice } from './statements.ts'

/** @returns a device that is trusted from `now` on, and the token of its cookie */
export const newTrustedDevice = async (
  userId: string,
  userAgent: string,
  now: Date,
): Promise<{ token: string; device: TrustedDevice }> => {
  const token = newRandomToken()
  const expiresAt = new Date(now.getTime() + purposes.trustedDevice.ttlSeconds * 1000)
  return {
    token,
    device: { id: uuidv7(), userId, digest: await digestToken(token), userAgent, createdAt: now, expiresAt },
  }
}
