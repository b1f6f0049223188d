import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, not, or, type SQL, sql } from 'drizzle-orm'
import { purposes } from '../../auth/purposes.ts'
import { sessions, trustedDevices, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEventOfSession } from '../../events/statements.ts'
import type { Config } from '../../http/config.ts'
import { isCopied } from './copied.ts'
import type { Device } from './device.ts'
import type { RefreshClaims } from './refresh-tokens.ts'

const { idleTtlSeconds, ttlSeconds, graceSeconds } = purposes.refresh

export interface RefreshSender {
  /** Of the mail that tells of a reused token; absent for none. */
  config?: Pick<Config, 'mail'>
  /** The SHA-256 of the `Idempotency-Key`, null without one. */
  keyDigest: string | null
  userAgent: string
  /** A session that is bound is refreshed only if its device is proven. */
  device: Device
}

/** The claims of a refresh token, and whether the bound cookie proves the device of its session. */
type Proven = RefreshClaims & { isProven: boolean }

const isUnproven = ({ sessionId, isProven }: Proven, now: Date) =>
  isProven
    ? sql`false`
    : and(eq(sessions.id, sessionId), gt(sessions.expiresAt, now), isNotNull(sessions.boundKey))

// No statement of a refresh sees a bound session without its device: neither is its token rotated, nor the session ended.
const isUnexpired = ({ sessionId, isProven }: Proven, now: Date) =>
  and(
    eq(sessions.id, sessionId),
    gt(sessions.expiresAt, now),
    isProven ? undefined : isNull(sessions.boundKey),
  )

const isAtSuccessor = (claims: Proven, now: Date) =>
  and(isUnexpired(claims, now), eq(sessions.counter, claims.counter + 1))

/** Moves a session to its next refresh token, if `claims` are those of its current one. */
const updateCounter = (claims: Proven, keyDigest: string | null, now: Date) => {
  const idleEnd = now.getTime() + idleTtlSeconds * 1000
  return statement(
    build
      .update(sessions)
      .set({
        counter: claims.counter + 1,
        rotatedAt: now,
        refreshKeyDigest: keyDigest,
        expiresAt: sql`min(${idleEnd}, ${sessions.createdAt} + ${ttlSeconds * 1000})`,
      })
      .where(and(isUnexpired(claims, now), eq(sessions.counter, claims.counter)))
      .returning({ id: sessions.id }),
  )
}

/** Only the client that rotated the token has the key. @returns undefined without a key: then no retry is recognised */
const hasAnotherKey = (keyDigest: string | null) =>
  keyDigest === null
    ? undefined
    : or(isNull(sessions.refreshKeyDigest), ne(sessions.refreshKeyDigest, keyDigest))

/**
 * A condition: the refresh token was reused, the last one after the grace period without the key of its rotation, or an
 * older one at any time. The session then ends. It does not match the rotation that ran just before: there the counter is
 * one ahead, but only since `now`.
 */
const isReused = (claims: Proven, keyDigest: string | null, now: Date) => {
  const isOlder = gt(sessions.counter, claims.counter + 1)
  const graceStart = new Date(now.getTime() - graceSeconds * 1000)
  const isLastAfterGrace = and(
    eq(sessions.counter, claims.counter + 1),
    lt(sessions.rotatedAt, graceStart),
    hasAnotherKey(keyDigest),
  )
  return and(isUnexpired(claims, now), or(isOlder, isLastAfterGrace))
}

const deleteReusedSession = (reused: SQL | undefined) =>
  statement(build.delete(sessions).where(reused).returning({ userId: sessions.userId }))

/** Ends the trust in the device of a session whose refresh token was reused: the thief may have its cookie as well. */
const deleteReusedTrust = (reused: SQL | undefined) => {
  const ofSession = build.select({ id: sessions.trustedDeviceId }).from(sessions).where(reused)
  return statement(build.delete(trustedDevices).where(inArray(trustedDevices.id, ofSession)))
}

const selectRefreshedSession = (claims: Proven, now: Date) =>
  statement(build.select().from(sessions).where(isAtSuccessor(claims, now)))

const selectRefreshedUser = (claims: Proven, now: Date) => {
  const userIds = build.select({ id: sessions.userId }).from(sessions).where(isAtSuccessor(claims, now))
  return statement(build.select().from(users).where(inArray(users.id, userIds)))
}

/** Tells the owner of a bound session that its device was not proven. A copy is named as such only with evidence. */
const unprovenTold = (unproven: SQL | undefined, { device, userAgent }: RefreshSender, now: Date) => {
  const copied = isCopied(device, userAgent, now)
  const facts = { userAgent, at: now }
  return {
    copied: recordEventOfSession({ ...facts, kind: 'session_copied' }, and(unproven, copied)),
    failed: recordEventOfSession({ ...facts, kind: 'device_proof_failed' }, and(unproven, not(copied))),
  }
}

/**
 * Rotates the token, then ends the session and tells its owner if the token was reused, then reads the result.
 * @returns `unproven`: one row if the session is bound and its device not proven; `copied`: one row if there is evidence of a
 * copy; `reused`: one row if the session was ended; `session` and `user`: one row each if it is at the successor
 */
export const rotation = (token: RefreshClaims, sender: RefreshSender, now: Date) => {
  const { keyDigest, userAgent, device, config } = sender
  const claims = { ...token, isProven: device === 'proven' }
  const unproven = isUnproven(claims, now)
  const reused = isReused(claims, keyDigest, now)
  const owner = build.select({ id: sessions.userId }).from(sessions).where(reused)
  return {
    ...(!claims.isProven && unprovenTold(unproven, sender, now)),
    unproven: statement(build.select({ userId: sessions.userId }).from(sessions).where(unproven)),
    rotated: updateCounter(claims, keyDigest, now),
    trustEnded: deleteReusedTrust(reused),
    told: recordEventOfSession({ kind: 'refresh_token_reused', userAgent, at: now }, reused),
    ...noticeStatements(config, { userId: sql`${owner}`, kind: 'refresh_token_reused', at: now }),
    reused: deleteReusedSession(reused),
    session: selectRefreshedSession(claims, now),
    user: selectRefreshedUser(claims, now),
  }
}
