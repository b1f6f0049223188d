import { uuidv7 } from 'uuidv7'
import type { Database } from '../../db/client.ts'
import { endSessions, insertSession, type Session, trimSessions } from '../statements.ts'
import { sessionIdleTtlSeconds } from '../refresh/refresh-tokens.ts'
import { findUserByEmail, rehashPassword, type User } from '../../users/statements.ts'
import { decoyHash, hashPassword, missingCalls, needsRehash, verifyPassword } from '../../auth/passwords/hash.ts'
import { findGuess, forgetGuesses, type GuessTarget, reserveGuess } from '../../auth/throttle/statements.ts'

export interface Attempt {
  email: string
  password: string
  userAgent: string
  /** The counter that the attempt is counted on. */
  target: GuessTarget
  /** A session that the new one takes the place of. */
  replaces: string | undefined
}

interface Settings {
  /** The cost of a password hash of today; an older hash is replaced. */
  passwordHashCalls: number
  freeGuesses: number
}

export type SignIn =
  | { kind: 'signed_in'; user: User; session: Session }
  | { kind: 'rate_limited'; retryAt: Date }
  | { kind: 'invalid_credentials' }
  | { kind: 'account_disabled' }

const newSession = (userId: string, userAgent: string, now: Date): Session => ({
  id: uuidv7(),
  userId,
  counter: 0,
  createdAt: now,
  rotatedAt: now,
  expiresAt: new Date(now.getTime() + sessionIdleTtlSeconds * 1000),
  userAgent,
})

/**
 * Opens a session for whoever knows the password. The attempt is counted before the password is looked at, and an
 * unknown address costs the same work as a wrong password. Two D1 round trips, one when it is refused.
 */
export const signIn = async (
  db: Database,
  { email, password, userAgent, target, replaces }: Attempt,
  { passwordHashCalls, freeGuesses }: Settings,
  now: Date,
): Promise<SignIn> => {
  const [[reserved], [guess], [user]] = await db.batch([
    reserveGuess(db, target, freeGuesses, now),
    findGuess(db, target),
    findUserByEmail(db, email),
  ])
  if (!reserved) return { kind: 'rate_limited', retryAt: guess?.retryAt ?? now }
  const matches = await verifyPassword(password, user?.passwordHash ?? decoyHash(passwordHashCalls))
  if (!user || !matches) {
    // A hash of cheaper days would tell by its time that the address is known.
    const missing = user ? missingCalls(user.passwordHash, passwordHashCalls) : 0
    if (missing > 0) await verifyPassword(password, decoyHash(missing))
    return { kind: 'invalid_credentials' }
  }
  if (user.disabledAt) return { kind: 'account_disabled' }

  const session = newSession(user.id, userAgent, now)
  const oldHash = user.passwordHash
  const newHash = needsRehash(oldHash, passwordHashCalls)
    ? await hashPassword(password, passwordHashCalls)
    : undefined
  const [opened] = await db.batch([
    insertSession(db, user, session),
    trimSessions(db, user.id, session.id),
    forgetGuesses(db, reserved.key),
    ...(newHash === undefined ? [] : [rehashPassword(db, user.id, oldHash, newHash)]),
    ...(replaces === undefined ? [] : [endSessions(db, [replaces])]),
  ])
  // No session: the password was changed, or the account disabled, while this one was being verified.
  return opened.length > 0 ? { kind: 'signed_in', user, session } : { kind: 'invalid_credentials' }
}
