import type { Database } from '../../db/client.ts'
import type { User } from '../../users/statements.ts'
import {
  endReusedSession,
  findRefreshedSession,
  findRefreshedUser,
  rotateSession,
  type Session,
} from '../statements.ts'
import type { RefreshClaims } from './refresh-tokens.ts'

export type Refresh =
  | { kind: 'refreshed'; user: User; session: Session }
  | { kind: 'refresh_token_reused'; userId: string }
  | { kind: 'invalid_token' }

/**
 * Rotates a refresh token. Safe under any number of parallel requests, because nothing is decided before D1 decides
 * it, in one transaction: `rotateSession` compares the counter and sets it in one statement, so of all requests with
 * the same token exactly one rotates. The others find the counter one ahead: within the grace window they are given
 * the same successor (the token is computed from the counter, so there is only one to give), and after it
 * `endReusedSession` has deleted the session. One D1 round trip.
 */
export const refresh = async (db: Database, claims: RefreshClaims, now: Date): Promise<Refresh> => {
  const [, [reused], [session], [user]] = await db.batch([
    rotateSession(db, claims, now),
    endReusedSession(db, claims, now),
    findRefreshedSession(db, claims, now),
    findRefreshedUser(db, claims, now),
  ])
  if (reused) return { kind: 'refresh_token_reused', userId: reused.userId }
  return session && user ? { kind: 'refreshed', user, session } : { kind: 'invalid_token' }
}
