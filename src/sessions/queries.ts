import { and, desc, eq, exists, gt, isNull, lte, notInArray, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { sessions, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'

export type Session = typeof sessions.$inferSelect

/** A user who signs in on one device more than this loses the session that was used longest ago. */
export const maxSessionsPerUser = 100

export const isLive = ({ userId, sessionId, at }: Caller) =>
  and(eq(sessions.id, sessionId), eq(sessions.userId, userId), gt(sessions.expiresAt, at))

/** One row while the caller's session is open, else none. */
export const liveSession = ({ build }: Database, caller: Caller) =>
  build.select({ id: sessions.id }).from(sessions).where(isLive(caller))

/** The condition that every write of a signed-in user carries: it changes nothing once the session is over. */
export const whileLive = (db: Database, caller: Caller) => exists(liveSession(db, caller))

/** Opens a session, unless the account was disabled or its password changed since `user` was read. */
export const insertSession = (
  { build }: Database,
  user: { id: string; passwordHash: string },
  session: Session,
) =>
  build
    .insert(sessions)
    .select(
      build
        .select(literalRow(sessions, session))
        .from(users)
        .where(
          and(eq(users.id, user.id), eq(users.passwordHash, user.passwordHash), isNull(users.disabledAt)),
        ),
    )
    .returning({ id: sessions.id })

/** Ends the sessions of a user beyond the newest `maxSessionsPerUser`. */
export const trimSessions = ({ build }: Database, userId: string) => {
  const newest = build
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.rotatedAt))
    .limit(maxSessionsPerUser)
  return build.delete(sessions).where(and(eq(sessions.userId, userId), notInArray(sessions.id, newest)))
}

/** Clears away sessions that ran out; they are over already, `liveSession` sees to that. */
export const deleteExpiredSessions = ({ build }: Database, now: Date, limit: number) => {
  const expired = build
    .select({ id: sessions.id })
    .from(sessions)
    .where(lte(sessions.expiresAt, now))
    .limit(limit)
  return build.delete(sessions).where(sql`${sessions.id} in ${expired}`)
}
