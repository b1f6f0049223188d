import {
  decoyHash,
  hashPassword,
  missingCalls,
  needsRehash,
  verifiableHash,
  verifyPassword,
} from '../../auth/passwords/hash.ts'
import { type AttemptCounter, attemptReservation, deleteAttempts } from '../../auth/throttle/statements.ts'
import type { Database } from '../../db/client.ts'
import type { Config } from '../../http/config.ts'
import { selectUserByEmail } from '../../users/statements.ts'
import { type Client, type Opened, openSession } from './open-session.ts'

export interface Attempt {
  email: string
  password: string
  /** The counter that counts this attempt. */
  counter: AttemptCounter
  client: Client
}

export type SignIn =
  | ({ kind: 'signed_in' } & Opened)
  | { kind: 'rate_limited'; retryAt: Date }
  | { kind: 'invalid_credentials' }
  | { kind: 'account_disabled' }

/**
 * Opens a session for the right password. The attempt is counted before the password is verified, and an unknown email
 * costs the same work as a wrong password. Two D1 round trips; one when the attempt fails.
 */
export const signIn = async (
  db: Database,
  { email, password, counter, client }: Attempt,
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
  const hash = verifiableHash(user?.passwordHash, passwordHashCalls)
  const matches = await verifyPassword(password, hash)
  if (!user || !matches) {
    // An older, cheaper hash verifies faster, which would reveal that the email exists. Spend the difference.
    const missing = missingCalls(hash, passwordHashCalls)
    if (missing > 0) await verifyPassword(password, decoyHash(missing))
    return { kind: 'invalid_credentials' }
  }
  if (user.disabledAt) return { kind: 'account_disabled' }

  const newHash = needsRehash(user.passwordHash, passwordHashCalls)
    ? await hashPassword(password, passwordHashCalls)
    : undefined
  const after = { attemptsForgotten: deleteAttempts(reserved.key) }
  const opened = await openSession(db, { user, client, method: 'password', newHash, after }, now)
  // Undefined: the password was changed, or the account disabled, while this password was being verified.
  return opened ? { kind: 'signed_in', ...opened } : { kind: 'invalid_credentials' }
}
