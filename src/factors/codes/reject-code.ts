import type { SessionContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { attemptTooEarly } from '../../auth/throttle/backoff.ts'
import { codeCounterKey } from '../../auth/throttle/counters.ts'
import { attemptCounter, attemptReservation } from '../../auth/throttle/statements.ts'
import { recordEvent } from '../../events/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { readUserAgent } from '../../http/user-agent.ts'

/** The event that tells the owner of a failed attempt in one of their sessions. */
export const failureOf = (c: SessionContext, kind: 'proof_failed' | 'code_failed') => ({
  userId: c.var.caller.userId,
  kind,
  userAgent: readUserAgent(c),
  at: c.var.caller.at,
})

/**
 * Counts a wrong code. A right one makes sure in the batch of its change that the counter allows it: of many parallel
 * codes no more are tried than one after the other.
 * @returns `invalid_code`, or `rate_limited` for an attempt that came too early
 */
export const rejectCode = async (c: SessionContext): Promise<ApiError> => {
  const { caller, config } = c.var
  const key = await codeCounterKey(config, caller.userId)
  const isLive = ifCallerIsLive(caller)
  const { reserved, counter } = await asCaller(c.var, {
    ...attemptReservation(attemptCounter(key), config.freeAttempts, caller.at, isLive),
    failed: recordEvent(failureOf(c, 'code_failed'), isLive),
  })
  return reserved[0]
    ? new ApiError('invalid_code')
    : attemptTooEarly(counter[0]?.retryAt ?? caller.at, caller.at)
}
