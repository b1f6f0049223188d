import { and, desc, eq, exists, gt, inArray, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { type Placeholders, prepared } from '../db/prepared.ts'
import { downloadTokens, sessions, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import {
  type RefreshClaims,
  refreshGraceSeconds,
  sessionIdleTtlSeconds,
  sessionTtlSeconds,
} from './refresh/refresh-tokens.ts'

export type Session = typeof sessions.$inferSelect

/** A user who signs in on one device more than this loses the session that was used longest ago. */
export const maxSessionsPerUser = 100

export const isLive = ({ userId, sessionId, at }: Caller | Placeholders<Caller>) =>
  and(eq(sessions.id, sessionId), eq(sessions.userId, userId), gt(sessions.expiresAt, at))

const selectLive = ({ build }: Pick<Database, 'build'>, caller: Caller | Placeholders<Caller>) =>
  build.select({ id: sessions.id }).from(sessions).where(isLive(caller))

/** One row while the caller's session is open, else none. */
export const liveSession = prepared((db, caller: Placeholders<Caller>) => selectLive(db, caller))

/** The condition that every write of a signed-in user carries: it changes nothing once the session is over. */
export const whileLive = (db: Database, caller: Caller) => exists(selectLive(db, caller))

/** Opens a session, unless the account was disabled or its password changed since `user` was read. */
export const insertSession = (
  { build }: Database,
  user: { id: string; passwordVersion: number },
  session: Session,
) =>
  build
    .insert(sessions)
    .select(
      build
        .select(literalRow(sessions, session))
        .from(users)
        .where(
          and(
            eq(users.id, user.id),
            eq(users.passwordVersion, user.passwordVersion),
            isNull(users.disabledAt),
          ),
        ),
    )
    .returning({ id: sessions.id })

/** Ends the sessions of a user beyond the newest `maxSessionsPerUser`; `keep` counts as the newest of all. */
export const trimSessions = ({ build }: Database, userId: string, keep: string) => {
  const newest = build
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(eq(sessions.id, keep)), desc(sessions.rotatedAt))
    .limit(maxSessionsPerUser)
  return build.delete(sessions).where(and(eq(sessions.userId, userId), notInArray(sessions.id, newest)))
}

const isUnexpired = ({ sessionId }: RefreshClaims, now: Date) =>
  and(eq(sessions.id, sessionId), gt(sessions.expiresAt, now))

/** Moves a session on to its next refresh token, if `claims` are those of its present one. */
export const rotateSession = ({ build }: Database, claims: RefreshClaims, now: Date) => {
  const idleEnd = now.getTime() + sessionIdleTtlSeconds * 1000
  return build
    .update(sessions)
    .set({
      counter: claims.counter + 1,
      rotatedAt: now,
      expiresAt: sql`min(${idleEnd}, ${sessions.createdAt} + ${sessionTtlSeconds * 1000})`,
    })
    .where(and(isUnexpired(claims, now), eq(sessions.counter, claims.counter)))
    .returning({ id: sessions.id })
}

/**
 * Ends a session whose refresh token was used again: the last one after the grace window, or an older one at any
 * time. Goes after `rotateSession`, whose success it does not match: the counter is one ahead, and that since now.
 */
export const endReusedSession = ({ build }: Database, claims: RefreshClaims, now: Date) => {
  const isOlder = gt(sessions.counter, claims.counter + 1)
  const graceStart = new Date(now.getTime() - refreshGraceSeconds * 1000)
  const isLastAfterGrace = and(eq(sessions.counter, claims.counter + 1), lt(sessions.rotatedAt, graceStart))
  return build
    .delete(sessions)
    .where(and(isUnexpired(claims, now), or(isOlder, isLastAfterGrace)))
    .returning({ userId: sessions.userId })
}

const isAtSuccessor = (claims: RefreshClaims, now: Date) =>
  and(isUnexpired(claims, now), eq(sessions.counter, claims.counter + 1))

/** The session, if it stands at the successor of `claims`. */
export const findRefreshedSession = ({ build }: Database, claims: RefreshClaims, now: Date) =>
  build.select().from(sessions).where(isAtSuccessor(claims, now))

/** Whose session it is that stands at the successor of `claims`. */
export const findRefreshedUser = ({ build }: Database, claims: RefreshClaims, now: Date) =>
  build
    .select()
    .from(users)
    .where(
      inArray(
        users.id,
        build.select({ id: sessions.userId }).from(sessions).where(isAtSuccessor(claims, now)),
      ),
    )

/** The caller's sessions that are still open, last used first. */
export const listSessions = ({ build }: Database, { userId, at }: Caller) =>
  build
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, at)))
    .orderBy(desc(sessions.rotatedAt), desc(sessions.id))

/** Ends one of the caller's sessions. */
export const endOwnSession = (db: Database, caller: Caller, id: string) =>
  db.build
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, caller.userId), whileLive(db, caller)))
    .returning({ id: sessions.id })

/** Ends all of the caller's sessions, the one they ask in among them. */
export const endOwnSessions = (db: Database, caller: Caller) =>
  db.build.delete(sessions).where(and(eq(sessions.userId, caller.userId), whileLive(db, caller)))

/** Ends sessions that somebody holds a token of. */
export const endSessions = ({ build }: Database, ids: string[]) =>
  build.delete(sessions).where(inArray(sessions.id, ids)).returning({ userId: sessions.userId })

/** Notes a download token of the caller's session. */
export const insertDownloadToken = ({ build }: Database, caller: Caller, digest: string, expiresAt: Date) => {
  const row = literalRow(downloadTokens, { digest, sessionId: caller.sessionId, expiresAt })
  return build.insert(downloadTokens).select(build.select(row).from(sessions).where(isLive(caller)))
}

/** Whose download a token is good for, while it and its session last. */
export const findDownload = ({ build }: Database, digest: string, now: Date) =>
  build
    .select({ userId: sessions.userId, sessionId: sessions.id })
    .from(downloadTokens)
    .innerJoin(sessions, eq(sessions.id, downloadTokens.sessionId))
    .where(
      and(eq(downloadTokens.digest, digest), gt(downloadTokens.expiresAt, now), gt(sessions.expiresAt, now)),
    )

/** Uses a download token up. Goes after `findDownload`, in the same transaction. */
export const spendDownloadToken = ({ build }: Database, digest: string) =>
  build.delete(downloadTokens).where(eq(downloadTokens.digest, digest))

/** Clears away download tokens that nobody used. */
export const deleteExpiredDownloadTokens = ({ build }: Database, now: Date, limit: number) => {
  const expired = build
    .select({ digest: downloadTokens.digest })
    .from(downloadTokens)
    .where(lte(downloadTokens.expiresAt, now))
    .limit(limit)
  return build.delete(downloadTokens).where(inArray(downloadTokens.digest, expired))
}

/** Clears away sessions that ran out; they are over already, `liveSession` sees to that. */
export const deleteExpiredSessions = ({ build }: Database, now: Date, limit: number) => {
  const expired = build
    .select({ id: sessions.id })
    .from(sessions)
    .where(lte(sessions.expiresAt, now))
    .limit(limit)
  return build.delete(sessions).where(inArray(sessions.id, expired))
}
