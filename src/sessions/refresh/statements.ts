import { and, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import { purposes } from '../../auth/purposes.ts'
import { sessions, trustedDevices, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { recordEventOfSession } from '../../events/statements.ts'
import type { RefreshClaims } from './refresh-tokens.ts'

const { idleTtlSeconds, ttlSeconds, graceSeconds } = purposes.refresh

const isUnexpired = ({ sessionId }: RefreshClaims, now: Date) =>
  and(eq(sessions.id, sessionId), gt(sessions.expiresAt, now))

const isAtSuccessor = (claims: RefreshClaims, now: Date) =>
  and(isUnexpired(claims, now), eq(sessions.counter, claims.counter + 1))

/** Moves a session to its next refresh token, if `claims` are those of its current one. */
const updateCounter = (claims: RefreshClaims, now: Date) => {
  const idleEnd = now.getTime() + idleTtlSeconds * 1000
  return statement(
    build
      .update(sessions)
      .set({
        counter: claims.counter + 1,
        rotatedAt: now,
        expiresAt: sql`min(${idleEnd}, ${sessions.createdAt} + ${ttlSeconds * 1000})`,
      })
      .where(and(isUnexpired(claims, now), eq(sessions.counter, claims.counter)))
      .returning({ id: sessions.id }),
  )
}

/**
 * A condition: the refresh token was reused, the last one after the grace period, or an older one at any time. The session
 * then ends. It does not match the rotation that ran just before: there the counter is one ahead, but only since `now`.
 */
const isReused = (claims: RefreshClaims, now: Date) => {
  const isOlder = gt(sessions.counter, claims.counter + 1)
  const graceStart = new Date(now.getTime() - graceSeconds * 1000)
  const isLastAfterGrace = and(eq(sessions.counter, claims.counter + 1), lt(sessions.rotatedAt, graceStart))
  return and(isUnexpired(claims, now), or(isOlder, isLastAfterGrace))
}

const deleteReusedSession = (claims: RefreshClaims, now: Date) =>
  statement(build.delete(sessions).where(isReused(claims, now)).returning({ userId: sessions.userId }))

/** Ends the trust in the device of a session whose refresh token was reused: the thief may have its cookie as well. */
const deleteReusedTrust = (claims: RefreshClaims, now: Date) => {
  const ofSession = build.select({ id: sessions.trustedDeviceId }).from(sessions).where(isReused(claims, now))
  return statement(build.delete(trustedDevices).where(inArray(trustedDevices.id, ofSession)))
}

const selectRefreshedSession = (claims: RefreshClaims, now: Date) =>
  statement(build.select().from(sessions).where(isAtSuccessor(claims, now)))

const selectRefreshedUser = (claims: RefreshClaims, now: Date) => {
  const userIds = build.select({ id: sessions.userId }).from(sessions).where(isAtSuccessor(claims, now))
  return statement(build.select().from(users).where(inArray(users.id, userIds)))
}

/**
 * Rotates the token, then ends the session and tells its owner if the token was reused, then reads the result.
 * @returns `reused`: one row if the session was ended; `session` and `user`: one row each if it is at the successor
 */
export const rotation = (claims: RefreshClaims, userAgent: string, now: Date) => ({
  rotated: updateCounter(claims, now),
  trustEnded: deleteReusedTrust(claims, now),
  told: recordEventOfSession({ kind: 'refresh_token_reused', userAgent, at: now }, isReused(claims, now)),
  reused: deleteReusedSession(claims, now),
  session: selectRefreshedSession(claims, now),
  user: selectRefreshedUser(claims, now),
})
