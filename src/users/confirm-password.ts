import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { whileLive } from '../sessions/statements.ts'
import { findUser, type User } from './statements.ts'
import { retryLater } from '../auth/throttle/backoff.ts'
import { confirmationTarget } from '../sessions/sign-in/attempt-counters.ts'
import { verifyPassword } from '../auth/passwords/hash.ts'
import { findGuess, forgetGuesses, reserveGuess } from '../auth/throttle/statements.ts'
import { asCaller } from '../auth/require-user.ts'

/**
 * Asks for the password once more, before something that a found, unlocked device must not be enough for. Attempts
 * are counted by session. One D1 round trip.
 * @returns the user, and the query that forgets the attempts, to go with what is done next
 * @throws ApiError `invalid_credentials`, `rate_limited`, `invalid_token`
 */
export const confirmPassword = async (c: Context<AppEnv>, password: string) => {
  const { db, caller, config } = c.var
  const target = await confirmationTarget(config, caller.sessionId)
  const [[reserved], [guess], [user]] = await asCaller(
    c,
    reserveGuess(db, target, config.freeGuesses, caller.at, whileLive(db, caller)),
    findGuess(db, target),
    findUser(db, caller.userId),
  )
  if (!reserved) throw retryLater(guess?.retryAt ?? caller.at, caller.at)
  if (!user || !(await verifyPassword(password, user.passwordHash))) throw new ApiError('invalid_credentials')
  return { user: user satisfies User, forget: forgetGuesses(db, reserved.key) }
}
