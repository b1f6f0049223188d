import { and, desc, eq, gt, inArray, or, type SQL } from 'drizzle-orm'
import type { SessionCaller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { sessions, trustedDevices } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { recordEvent, recordEventOfSession } from '../events/statements.ts'
import { deleteTrustedDevices } from '../factors/trusted-devices/statements.ts'

export type Session = typeof sessions.$inferSelect

/** @returns the ids of rows that a statement returned; none where it did not run */
export const idsOf = (rows: { id: string }[] = []): string[] => rows.map(({ id }) => id)

/** The caller's live sessions, last used first. */
export const selectOwnSessions = ({ userId, at }: SessionCaller) =>
  statement(
    build
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, at)))
      .orderBy(desc(sessions.rotatedAt), desc(sessions.id)),
  )

/** Ends one of the caller's sessions. */
const deleteOwnSession = (caller: SessionCaller, id: string) =>
  statement(
    build
      .delete(sessions)
      .where(and(eq(sessions.id, id), eq(sessions.userId, caller.userId), ifCallerIsLive(caller)))
      .returning({ id: sessions.id }),
  )

/** Ends all of the caller's sessions, including the current one. */
const deleteOwnSessions = (caller: SessionCaller) =>
  statement(
    build
      .delete(sessions)
      .where(and(eq(sessions.userId, caller.userId), ifCallerIsLive(caller)))
      .returning({ id: sessions.id }),
  )

/** Ends sessions for a client that has proved to hold one of their tokens. */
export const deleteSessions = (ids: string[], onlyIf?: SQL) =>
  statement(
    build
      .delete(sessions)
      .where(and(inArray(sessions.id, ids), onlyIf))
      .returning({ id: sessions.id, userId: sessions.userId }),
  )

/**
 * Ends sessions for a client that has proved to hold one of their tokens, and tells their owner.
 * @returns `ended`: the sessions
 */
export const signingOut = (ids: string[], userAgent: string, at: Date) => ({
  told: recordEventOfSession(
    { kind: 'signed_out', userAgent, at },
    and(inArray(sessions.id, ids), gt(sessions.expiresAt, at)),
  ),
  ended: deleteSessions(ids),
})

/** Ends the trust in a device of the caller that has this id, or that opened the session with this id. */
const deleteTrustOf = (caller: SessionCaller, id: string) => {
  const ofSession = build
    .select({ id: sessions.trustedDeviceId })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, caller.userId)))
  return statement(
    build
      .delete(trustedDevices)
      .where(
        and(
          eq(trustedDevices.userId, caller.userId),
          or(eq(trustedDevices.id, id), inArray(trustedDevices.id, ofSession)),
          ifCallerIsLive(caller),
        ),
      )
      .returning({ id: trustedDevices.id }),
  )
}

/**
 * Ends a session with the trust in its device, or the trust in a device that is signed out.
 * @returns `ended`: the session, if it is one of the caller's; `trustEnded`: the device
 */
export const sessionEnding = (caller: SessionCaller, id: string, userAgent: string) => ({
  trustEnded: deleteTrustOf(caller, id),
  trustTold: recordEvent({ userId: caller.userId, kind: 'trusted_device_ended', userAgent, at: caller.at }),
  ended: deleteOwnSession(caller, id),
  told: recordEvent({ userId: caller.userId, kind: 'session_ended', userAgent, at: caller.at }),
})

/**
 * Ends all sessions and the trust in all devices.
 * @returns `ended`: all sessions of the caller
 */
export const allSessionsEnding = (caller: SessionCaller, userAgent: string) => ({
  trustEnded: deleteTrustedDevices(caller.userId, ifCallerIsLive(caller)),
  ended: deleteOwnSessions(caller),
  told: recordEvent({ userId: caller.userId, kind: 'all_sessions_ended', userAgent, at: caller.at }),
})
