import { and, desc, eq, exists, isNull, notInArray, type SQL } from 'drizzle-orm'
import { literalRow } from '../../db/literal-row.ts'
import { sessions, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { recordEvent } from '../../events/statements.ts'
import { type User, updatePasswordHash } from '../../users/statements.ts'
import { maxSessionsPerUser } from '../limits.ts'
import { deleteSessions, type Session } from '../statements.ts'

/** Inserts a session, unless the account was disabled or its password changed since `user` was read. */
const insertSession = (
  user: Pick<User, 'id' | 'passwordVersion'>,
  session: Session,
  onlyIf: SQL | undefined,
) =>
  statement(
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
              onlyIf,
            ),
          ),
      )
      .returning({ id: sessions.id }),
  )

/** A condition: the session was opened. */
export const ifOpenedIs = ({ id }: Session): SQL =>
  exists(build.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id)))

/** Ends the sessions of a user beyond the newest `maxSessionsPerUser`. `keep` counts as the newest of all. */
const deleteOldestSessions = (userId: string, keep: string) => {
  const newest = build
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(eq(sessions.id, keep)), desc(sessions.rotatedAt))
    .limit(maxSessionsPerUser)
  return statement(
    build
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), notInArray(sessions.id, newest)))
      .returning({ id: sessions.id }),
  )
}

interface Details {
  newHash: string | undefined
  replaces: string | undefined
  isKnown?: boolean
  onlyIf?: SQL | undefined
}

/**
 * Opens a session and tells the owner, then ends those beyond the limit, replaces an outdated hash, and ends the session
 * that this one replaces. A sign-in that fails ends none.
 * @returns `opened`: one row if the session was opened
 */
export const sessionOpening = (
  user: User,
  session: Session,
  { newHash, replaces, isKnown = true, onlyIf }: Details,
) => ({
  opened: insertSession(user, session, onlyIf),
  told: recordEvent({
    userId: user.id,
    kind: isKnown ? 'signed_in' : 'signed_in_on_new_device',
    details: { method: session.method ?? 'password' },
    userAgent: session.userAgent,
    at: session.createdAt,
  }),
  oldestEnded: deleteOldestSessions(user.id, session.id),
  rehashed: newHash === undefined ? undefined : updatePasswordHash(user.id, user.passwordHash, newHash),
  replaced: replaces === undefined ? undefined : deleteSessions([replaces], ifOpenedIs(session)),
})
