import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { whileLive } from '../sessions/queries.ts'
import { findUser, type User } from '../users/queries.ts'
import { retryLater } from './backoff.ts'
import { confirmationTarget } from './guess-targets.ts'
import { verifyPassword } from './passwords.ts'
import { findGuess, forgetGuesses, reserveGuess } from './queries.ts'
import { asCaller } from './require-user.ts'

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
