import { uuidv7 } from 'uuidv7'
import type { Database } from '../db/client.ts'
import { insertSession, type Session, trimSessions } from '../sessions/queries.ts'
import { sessionIdleTtlSeconds } from '../sessions/refresh-tokens.ts'
import { findUserByEmail, rehashPassword, type User } from '../users/queries.ts'
import { decoyHash, hashPassword, needsRehash, verifyPassword } from './passwords.ts'

interface Attempt {
  email: string
  password: string
  userAgent: string
}

export type SignIn =
  | { kind: 'signed_in'; user: User; session: Session }
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
 * Opens a session for whoever knows the password; an unknown email costs the same work as a wrong one. Two D1 round
 * trips.
 * @param hashCalls the cost of a password hash of today; an older hash is replaced
 */
export const signIn = async (
  db: Database,
  { email, password, userAgent }: Attempt,
  hashCalls: number,
  now: Date,
): Promise<SignIn> => {
  const [[user]] = await db.batch([findUserByEmail(db, email)])
  const matches = await verifyPassword(password, user?.passwordHash ?? decoyHash(hashCalls))
  if (!user || !matches) return { kind: 'invalid_credentials' }
  if (user.disabledAt) return { kind: 'account_disabled' }

  const session = newSession(user.id, userAgent, now)
  const newHash = needsRehash(user.passwordHash, hashCalls)
    ? await hashPassword(password, hashCalls)
    : user.passwordHash
  const [opened] = await db.batch([
    insertSession(db, user, session),
    trimSessions(db, user.id),
    rehashPassword(db, user.id, user.passwordHash, newHash),
  ])
  // The password was changed, or the account disabled, while this one was being verified.
  return opened.length > 0 ? { kind: 'signed_in', user, session } : { kind: 'invalid_credentials' }
}
