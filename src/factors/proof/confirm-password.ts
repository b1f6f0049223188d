import { sql } from 'drizzle-orm'
import type { SessionContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { verifiableHash, verifyPassword } from '../../auth/passwords/hash.ts'
import { attemptTooEarly } from '../../auth/throttle/backoff.ts'
import { codeCounterKey, sessionCounter } from '../../auth/throttle/counters.ts'
import { attemptReservation, selectRetryAt } from '../../auth/throttle/statements.ts'
import { recordEvent } from '../../events/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { checkCode } from '../codes/check-code.ts'
import { failureOf, rejectCode } from '../codes/reject-code.ts'
import { type RightCode, selectRecoveryDigests, type TotpSecret } from '../codes/statements.ts'
import { stepUpRequired } from './methods.ts'
import { factorsOf, ifWithoutTotp, type User } from './statements.ts'

/** The password was right, and so was the code if the user has TOTP. */
export interface ConfirmedPassword {
  user: User
  totp: TotpSecret | undefined
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
export const requirePassword = async (c: SessionContext, password: string, hasCode: boolean) => {
  const { db, caller, config } = c.var
  const counter = await sessionCounter(config, caller.sessionId)
  const isLive = ifCallerIsLive(caller)
  const ifVerified = hasCode ? isLive : sql`${isLive} and ${ifWithoutTotp(caller.userId)}`
  const {
    reserved,
    counter: next,
    digests,
    wait,
    ...factors
  } = await asCaller(
    { db, caller },
    {
      ...attemptReservation(counter, config.freeAttempts, caller.at, ifVerified),
      ...factorsOf(caller.userId),
      digests: selectRecoveryDigests(caller.userId),
      wait: selectRetryAt(await codeCounterKey(config, caller.userId)),
    },
  )
  const [user] = factors.user
  if (factors.totp.length > 0 && !hasCode) throw stepUpRequired(factors)
  if (!reserved[0]) throw attemptTooEarly(next[0]?.retryAt ?? caller.at, caller.at)
  const hash = verifiableHash(user?.passwordHash, config.passwordHashCalls)
  if (!(await verifyPassword(password, hash)) || !user) {
    const failed = recordEvent(failureOf(c, 'proof_failed'), isLive)
    await asCaller({ db, caller }, { failed })
    throw new ApiError('invalid_credentials')
  }
  const codesAllowedAt = wait[0]?.retryAt ?? caller.at
  return {
    user,
    factors,
    codesAllowedAt,
    digests: digests.map(({ digest }) => digest),
    sessionKey: reserved[0].key,
  }
}

/**
 * @param code needed for a user with TOTP
 * @throws ApiError `invalid_credentials`, `step_up_required` for a missing code, `invalid_code`, `rate_limited`,
 *   `invalid_token`
 */
export const confirmPassword = async (
  c: SessionContext,
  { password, code: typed }: { password: string; code?: string | undefined },
): Promise<ConfirmedPassword> => {
  const { user, factors, digests, codesAllowedAt, sessionKey } = await requirePassword(
    c,
    password,
    typed !== undefined,
  )
  const [totp] = factors.totp
  if (!totp || typed === undefined) return { user, totp, code: undefined, sessionKey }
  // While the counter has to wait, no code is checked: neither the response nor its time tells whether it is right.
  if (codesAllowedAt > c.var.caller.at) throw attemptTooEarly(codesAllowedAt, c.var.caller.at)
  const code = await checkCode(c.var.config, { totp, digests }, typed, c.var.caller.at)
  if (!code) throw await rejectCode(c)
  return { user, totp, code, sessionKey }
}
