import { and, desc, eq, isNull, notInArray } from 'drizzle-orm'
import { literalRow } from '../../db/literal-row.ts'
import { sessions, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { type User, updatePasswordHash } from '../../users/statements.ts'
import { maxSessionsPerUser } from '../limits.ts'
import { deleteSessions, type Session } from '../statements.ts'

/** Inserts a session, unless the account was disabled or its password changed since `user` was read. */
const insertSession = (user: Pick<User, 'id' | 'passwordVersion'>, session: Session) =>
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
            ),
          ),
      )
      .returning({ id: sessions.id }),
  )

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

/**
 * Opens a session, then ends those beyond the limit, replaces an outdated hash, and ends the session that this one
 * replaces.
 * @returns `opened`: one row if the session was opened
 */
export const sessionOpening = (
  user: User,
  session: Session,
  { newHash, replaces }: { newHash: string | undefined; replaces: string | undefined },
) => ({
  opened: insertSession(user, session),
  oldestEnded: deleteOldestSessions(user.id, session.id),
  rehashed: newHash === undefined ? undefined : updatePasswordHash(user.id, user.passwordHash, newHash),
  replaced: replaces === undefined ? undefined : deleteSessions([replaces]),
})
