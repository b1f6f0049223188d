import { sql } from 'drizzle-orm'
import type { CallerContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { verifiableHash, verifyPassword } from '../../auth/passwords/hash.ts'
import { attemptTooEarly } from '../../auth/throttle/backoff.ts'
import { codeCounterKey, sessionCounter } from '../../auth/throttle/counters.ts'
import { attemptCounter, attemptReservation } from '../../auth/throttle/statements.ts'
import { recordEvent } from '../../events/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { checkCode } from '../codes/check-code.ts'
import { type RightCode, selectRecoveryDigests } from '../codes/statements.ts'
import { stepUpRequired } from './methods.ts'
import { factorsOf, ifWithoutTotp, type User } from './statements.ts'

const eventOf = (c: CallerContext, kind: 'proof_failed' | 'code_failed') => ({
  userId: c.var.caller.userId,
  kind,
  userAgent: readUserAgent(c),
  at: c.var.caller.at,
})

/** The password was right, and so was the code if the user has TOTP. */
export interface ConfirmedPassword {
  user: User
  code: RightCode | undefined
  /** The counter that the attempt was taken from. */
  sessionKey: string
}

/**
 * Counts an attempt of the session, then verifies the password. One D1 round trip, and one to tell the owner of a failure.
 * @param hasCode whether a code follows. Without one, the password of a user with TOTP is not verified: the response
 *   must not tell whether it is right.
 * @throws ApiError `invalid_credentials`, `step_up_required` for a missing code, `rate_limited`, `invalid_token`
 */
export const requirePassword = async (c: CallerContext, password: string, hasCode: boolean) => {
  const { db, caller, config } = c.var
  const counter = await sessionCounter(config, caller.sessionId)
  const isLive = ifCallerIsLive(caller)
  const ifVerified = hasCode ? isLive : sql`${isLive} and ${ifWithoutTotp(caller.userId)}`
  const {
    reserved,
    counter: next,
    digests,
    ...factors
  } = await asCaller(
    { db, caller },
    {
      ...attemptReservation(counter, config.freeAttempts, caller.at, ifVerified),
      ...factorsOf(caller.userId),
      digests: selectRecoveryDigests(caller.userId),
    },
  )
  const [user] = factors.user
  if (factors.totp.length > 0 && !hasCode) throw stepUpRequired(factors)
  if (!reserved[0]) throw attemptTooEarly(next[0]?.retryAt ?? caller.at, caller.at)
  const hash = verifiableHash(user?.passwordHash, config.passwordHashCalls)
  if (!(await verifyPassword(password, hash)) || !user) {
    const failed = recordEvent(eventOf(c, 'proof_failed'), ifCallerIsLive(caller))
    await asCaller({ db, caller }, { failed })
    throw new ApiError('invalid_credentials')
  }
  return { user, factors, digests: digests.map(({ digest }) => digest), sessionKey: reserved[0].key }
}

/** Counts a wrong code. A right one does the same check in the batch of its change, see `confirmProof`. */
const rejectCode = async (c: CallerContext): Promise<ApiError> => {
  const { db, caller, config } = c.var
  const key = await codeCounterKey(config, caller.userId)
  const { reserved, counter } = await asCaller(
    { db, caller },
    {
      ...attemptReservation(attemptCounter(key), config.freeAttempts, caller.at, ifCallerIsLive(caller)),
      failed: recordEvent(eventOf(c, 'code_failed'), ifCallerIsLive(caller)),
    },
  )
  return reserved[0]
    ? new ApiError('invalid_code')
    : attemptTooEarly(counter[0]?.retryAt ?? caller.at, caller.at)
}

/**
 * @param code needed for a user with TOTP
 * @throws ApiError `invalid_credentials`, `step_up_required` for a missing code, `invalid_code`, `rate_limited`,
 *   `invalid_token`
 */
export const confirmPassword = async (
  c: CallerContext,
  { password, code: typed }: { password: string; code?: string | undefined },
): Promise<ConfirmedPassword> => {
  const { user, factors, digests, sessionKey } = await requirePassword(c, password, typed !== undefined)
  const [totp] = factors.totp
  if (!totp || typed === undefined) return { user, code: undefined, sessionKey }
  const code = await checkCode(c.var.config, { totp, digests }, typed, c.var.caller.at)
  if (!code) throw await rejectCode(c)
  return { user, code, sessionKey }
}
