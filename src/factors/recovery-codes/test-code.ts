import type { SessionContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { attemptTooEarly } from '../../auth/throttle/backoff.ts'
import { sessionCounter } from '../../auth/throttle/counters.ts'
import { attemptReservation, deleteAttempts } from '../../auth/throttle/statements.ts'
import { recordEvent } from '../../events/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { secretOf } from '../codes/check-code.ts'
import { failureOf } from '../codes/reject-code.ts'
import { selectRecoveryDigests, selectTotp } from '../codes/statements.ts'
import { recoveryDigest } from './recovery-codes.ts'

/**
 * Tells whether a recovery code is right, and does not use it up. The session counts the attempts. With 80 bits a code
 * cannot be found this way, counted or not.
 * @returns the number of codes that are left
 * @throws ApiError `totp_not_found`, `invalid_code`, `rate_limited`, `invalid_token`
 */
export const testRecoveryCode = async (c: SessionContext, code: string): Promise<number> => {
  const { caller, config } = c.var
  const { userId, sessionId, at } = caller
  const isLive = ifCallerIsLive(caller)
  const { reserved, counter, totp, codes } = await asCaller(c.var, {
    ...attemptReservation(await sessionCounter(config, sessionId), config.freeAttempts, at, isLive),
    totp: selectTotp(userId),
    codes: selectRecoveryDigests(userId),
  })
  if (!reserved[0]) throw attemptTooEarly(counter[0]?.retryAt ?? at, at)
  if (!totp[0]) throw new ApiError('totp_not_found')
  const digest = await recoveryDigest(await secretOf(config, totp[0]), userId, code)
  const isRight = codes.some((one) => one.digest === digest)
  await asCaller(c.var, {
    forgotten: isRight ? deleteAttempts(reserved[0].key, isLive) : undefined,
    failed: isRight ? undefined : recordEvent(failureOf(c, 'code_failed'), isLive),
  })
  if (!isRight) throw new ApiError('invalid_code')
  return codes.length
}
