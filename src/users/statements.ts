import { and, eq, ne } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { sessions, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'

export type User = typeof users.$inferSelect

export const selectUserByEmail = (email: string) =>
  statement(build.select().from(users).where(eq(users.email, email)))

export const selectUser = (id: string) => statement(build.select().from(users).where(eq(users.id, id)))

/** Breaks the unique constraint on `users.email` when the email is taken. */
export const insertUser = (user: typeof users.$inferInsert) =>
  statement(build.insert(users).values(user).returning())

export const updateName = (caller: Caller, name: string) =>
  statement(
    build
      .update(users)
      .set({ name, updatedAt: caller.at })
      .where(and(eq(users.id, caller.userId), ifCallerIsLive(caller)))
      .returning(),
  )

/** Stores a new hash of the same password, unless the hash has changed since `oldHash` was read. */
export const updatePasswordHash = (userId: string, oldHash: string, newHash: string) =>
  statement(
    build
      .update(users)
      .set({ passwordHash: newHash })
      .where(and(eq(users.id, userId), eq(users.passwordHash, oldHash))),
  )

const updatePassword = (caller: Caller, version: number, newHash: string) =>
  statement(
    build
      .update(users)
      .set({ passwordHash: newHash, passwordVersion: version + 1, updatedAt: caller.at })
      .where(and(eq(users.id, caller.userId), eq(users.passwordVersion, version), ifCallerIsLive(caller)))
      .returning({ id: users.id }),
  )

/** Ends the user's sessions except the caller's, if the password now has this hash. */
const deleteOtherSessions = (caller: Caller, hash: string) => {
  const currentHash = build
    .select({ hash: users.passwordHash })
    .from(users)
    .where(eq(users.id, caller.userId))
  return statement(
    build
      .delete(sessions)
      .where(
        and(eq(sessions.userId, caller.userId), ne(sessions.id, caller.sessionId), eq(currentHash, hash)),
      )
      .returning({ id: sessions.id }),
  )
}

/**
 * Changes the password and then ends every other session, unless the password has changed since `version` was read.
 * @returns `changed`: one row if the password was changed
 */
export const passwordReplacement = (caller: Caller, version: number, newHash: string) => ({
  changed: updatePassword(caller, version, newHash),
  othersEnded: deleteOtherSessions(caller, newHash),
})
