import type { CallerContext } from '../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../auth/live-caller.ts'
import { verifyPassword } from '../auth/passwords/hash.ts'
import { attemptTooEarly } from '../auth/throttle/backoff.ts'
import { sessionCounter } from '../auth/throttle/counters.ts'
import { attemptReservation, deleteAttempts } from '../auth/throttle/statements.ts'
import { ApiError } from '../http/errors.ts'
import { selectUser } from './statements.ts'

/**
 * Asks for the password again before a change that an unlocked device alone must not allow. The session counts the
 * attempts. One D1 round trip.
 * @returns the user, and the statement that forgets the attempts: it goes into the batch of the change
 * @throws ApiError `invalid_credentials`, `rate_limited`, `invalid_token`
 */
export const confirmPassword = async ({ var: { db, caller, config } }: CallerContext, password: string) => {
  const counter = await sessionCounter(config, caller.sessionId)
  const result = await asCaller(
    { db, caller },
    {
      ...attemptReservation(counter, config.freeAttempts, caller.at, ifCallerIsLive(caller)),
      user: selectUser(caller.userId),
    },
  )
  const [reserved] = result.reserved
  const [user] = result.user
  if (!reserved) throw attemptTooEarly(result.counter[0]?.retryAt ?? caller.at, caller.at)
  if (!user || !(await verifyPassword(password, user.passwordHash))) throw new ApiError('invalid_credentials')
  return { user, forgetAttempts: deleteAttempts(reserved.key) }
}
