import { uuidv7 } from 'uuidv7'
import {
  decoyHash,
  hashPassword,
  missingCalls,
  needsRehash,
  verifyPassword,
} from '../../auth/passwords/hash.ts'
import { purposes } from '../../auth/purposes.ts'
import { type AttemptCounter, attemptReservation, deleteAttempts } from '../../auth/throttle/statements.ts'
import type { Database } from '../../db/client.ts'
import type { Config } from '../../http/config.ts'
import { selectUserByEmail, type User } from '../../users/statements.ts'
import { idsOf, type Session } from '../statements.ts'
import { sessionOpening } from './statements.ts'

export interface Attempt {
  email: string
  password: string
  userAgent: string
  /** The counter that counts this attempt. */
  counter: AttemptCounter
  /** A session that ends when the new one begins. */
  replaces: string | undefined
}

export type SignIn =
  /** `endedSessionIds`: the oldest sessions beyond the limit, and the session that the new one replaces. */
  | { kind: 'signed_in'; user: User; session: Session; endedSessionIds: string[] }
  | { kind: 'rate_limited'; retryAt: Date }
  | { kind: 'invalid_credentials' }
  | { kind: 'account_disabled' }

/** A session that begins `now`. */
export const newSession = (userId: string, userAgent: string, now: Date): Session => ({
  id: uuidv7(),
  userId,
  counter: 0,
  createdAt: now,
  rotatedAt: now,
  expiresAt: new Date(now.getTime() + purposes.refresh.idleTtlSeconds * 1000),
  userAgent,
  method: 'password',
  refreshKeyDigest: null,
  boundKey: null,
  boundCounter: 0,
  trustedDeviceId: null,
})

/**
 * Opens a session for the right password. The attempt is counted before the password is verified, and an unknown email
 * costs the same work as a wrong password. Two D1 round trips; one when the attempt fails.
 */
export const signIn = async (
  db: Database,
  { email, password, userAgent, counter, replaces }: Attempt,
  { passwordHashCalls, freeAttempts }: Pick<Config, 'passwordHashCalls' | 'freeAttempts'>,
  now: Date,
): Promise<SignIn> => {
  const first = await db.batch({
    ...attemptReservation(counter, freeAttempts, now),
    user: selectUserByEmail(email),
  })
  const [reserved] = first.reserved
  const [user] = first.user
  if (!reserved) return { kind: 'rate_limited', retryAt: first.counter[0]?.retryAt ?? now }
  const matches = await verifyPassword(password, user?.passwordHash ?? decoyHash(passwordHashCalls))
  if (!user || !matches) {
    // An older, cheaper hash verifies faster, which would reveal that the email exists. Spend the difference.
    const missing = user ? missingCalls(user.passwordHash, passwordHashCalls) : 0
    if (missing > 0) await verifyPassword(password, decoyHash(missing))
    return { kind: 'invalid_credentials' }
  }
  if (user.disabledAt) return { kind: 'account_disabled' }

  const session = newSession(user.id, userAgent, now)
  const newHash = needsRehash(user.passwordHash, passwordHashCalls)
    ? await hashPassword(password, passwordHashCalls)
    : undefined
  const { opened, oldestEnded, replaced } = await db.batch({
    ...sessionOpening(user, session, { newHash, replaces }),
    attemptsForgotten: deleteAttempts(reserved.key),
  })
  // No row: the password was changed, or the account disabled, while this password was being verified.
  return opened.length > 0
    ? { kind: 'signed_in', user, session, endedSessionIds: [...idsOf(oldestEnded), ...idsOf(replaced)] }
    : { kind: 'invalid_credentials' }
}
