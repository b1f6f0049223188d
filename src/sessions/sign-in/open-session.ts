import type { SQL } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { purposes } from '../../auth/purposes.ts'
import type { Batch, Database, Results } from '../../db/client.ts'
import { noticeStatements } from '../../events/notices.ts'
import type { Config } from '../../http/config.ts'
import type { User } from '../../users/statements.ts'
import { idsOf, type Session } from '../statements.ts'
import { ifOpenedIs, sessionOpening } from './statements.ts'

/** The client that signs in. */
export interface Client {
  userAgent: string
  /** A session that ends when the new one begins: the cookie of the old one is replaced. */
  replaces: string | undefined
  /** Whether its mark or a refresh token proves that it signed in before. */
  isKnown: boolean
  /** Of the mail that tells of a new device; absent for none. */
  config?: Pick<Config, 'mail'>
}

interface Opening extends Pick<Session, 'method'> {
  user: User
  client: Client
  trustedDeviceId?: string | null
  /** Replaces an outdated hash of the password. */
  newHash?: string | undefined
  /** The condition of this way to sign in, for example that a challenge or a code is not used up yet. */
  onlyIf?: SQL
  /**
   * Statements behind the new session, in the same transaction: they use up what `onlyIf` asks for.
   * @param ifOpened the condition that the session was opened
   */
  after?: (ifOpened: SQL) => Batch
}

export interface Opened {
  user: User
  session: Session
  /** The oldest sessions beyond the limit, and the session that the new one replaces. */
  endedSessionIds: string[]
}

/** A session that begins `now`. */
export const newSession = (
  userId: string,
  userAgent: string,
  now: Date,
  method: Session['method'] = 'password',
  trustedDeviceId: string | null = null,
): Session => ({
  id: uuidv7(),
  userId,
  counter: 0,
  createdAt: now,
  rotatedAt: now,
  expiresAt: new Date(now.getTime() + purposes.refresh.idleTtlSeconds * 1000),
  userAgent,
  method,
  refreshKeyDigest: null,
  boundKey: null,
  boundCounter: 0,
  trustedDeviceId,
})

/** The statements that open a session after any way to sign in, and tell the owner. */
export const opening = (
  { user, client, method, trustedDeviceId = null, newHash, onlyIf, after }: Opening,
  now: Date,
) => {
  const session = newSession(user.id, client.userAgent, now, method, trustedDeviceId)
  const { replaces, isKnown, config } = client
  const event = { userId: user.id, kind: 'signed_in_on_new_device' as const, at: now }
  const statements = {
    ...sessionOpening(user, session, { newHash, replaces, isKnown, onlyIf }),
    ...(!isKnown && noticeStatements(config, event, ifOpenedIs(session))),
    ...after?.(ifOpenedIs(session)),
  }
  return { session, statements }
}

/** @param results of the statements of `opening` */
export const readOpened = (
  user: User,
  session: Session,
  results: Pick<Results<ReturnType<typeof sessionOpening>>, 'opened' | 'oldestEnded' | 'replaced'>,
): Opened | undefined => {
  if (results.opened.length === 0) return undefined
  const endedSessionIds = [...idsOf(results.oldestEnded), ...idsOf(results.replaced)]
  return { user, session, endedSessionIds }
}

/**
 * Opens a session after any way to sign in, and tells the owner. One D1 round trip.
 * @returns undefined when the password was changed, the account disabled, or `onlyIf` no longer holds: then no session
 *   was opened
 */
export const openSession = async (db: Database, details: Opening, now: Date): Promise<Opened | undefined> => {
  const { session, statements } = opening(details, now)
  return readOpened(details.user, session, await db.batch(statements))
}
