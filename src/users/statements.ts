import { and, eq, exists, ne, type SQL } from 'drizzle-orm'
import type { SessionCaller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { sessions, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { recordEvent } from '../events/statements.ts'
import { deleteTrustedDevices } from '../factors/trusted-devices/statements.ts'

export type User = typeof users.$inferSelect

export const selectUserByEmail = (email: string) =>
  statement(build.select().from(users).where(eq(users.email, email)))

export const selectUser = (id: string) => statement(build.select().from(users).where(eq(users.id, id)))

/** Breaks the unique constraint on `users.email` when the email is taken. */
export const insertUser = (user: typeof users.$inferInsert) =>
  statement(build.insert(users).values(user).returning())

/** Adds an account and tells its owner. */
export const signUp = (user: typeof users.$inferInsert & { createdAt: Date }, userAgent: string) => ({
  inserted: insertUser(user),
  told: recordEvent({ userId: user.id, kind: 'signed_up', userAgent, at: user.createdAt }),
})

export const updateName = (caller: SessionCaller, name: string) =>
  statement(
    build
      .update(users)
      .set({ name, updatedAt: caller.at })
      .where(and(eq(users.id, caller.userId), ifCallerIsLive(caller)))
      .returning(),
  )

/** @returns `changed`: the user, if the caller may still act */
export const renaming = (caller: SessionCaller, name: string, userAgent: string) => ({
  changed: updateName(caller, name),
  told: recordEvent({ userId: caller.userId, kind: 'name_changed', userAgent, at: caller.at }),
})

/** Stores a new hash of the same password, unless the hash has changed since `oldHash` was read. */
export const updatePasswordHash = (userId: string, oldHash: string, newHash: string) =>
  statement(
    build
      .update(users)
      .set({ passwordHash: newHash })
      .where(and(eq(users.id, userId), eq(users.passwordHash, oldHash))),
  )

const updatePassword = (caller: SessionCaller, version: number, newHash: string, onlyIf: SQL) =>
  statement(
    build
      .update(users)
      .set({ passwordHash: newHash, passwordVersion: version + 1, updatedAt: caller.at })
      .where(and(eq(users.id, caller.userId), eq(users.passwordVersion, version), onlyIf))
      .returning({ id: users.id }),
  )

/** A condition: the user's password now has this hash. */
export const ifHashIs = (userId: string, hash: string): SQL =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.passwordHash, hash))),
  )

/** Ends the user's sessions except the caller's. */
const deleteOtherSessions = ({ userId, sessionId }: SessionCaller, onlyIf: SQL) =>
  statement(
    build
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId), onlyIf))
      .returning({ id: sessions.id }),
  )

/**
 * Changes the password, tells the owner, and then ends every other session and all trusted devices, unless the password has changed since
 * `version` was read.
 * @returns `changed`: one row if the password was changed
 */
export const passwordReplacement = (
  caller: SessionCaller,
  version: number,
  newHash: string,
  userAgent: string,
  onlyIf: SQL = ifCallerIsLive(caller),
) => {
  const ifChanged = ifHashIs(caller.userId, newHash)
  return {
    changed: updatePassword(caller, version, newHash, onlyIf),
    told: recordEvent({ userId: caller.userId, kind: 'password_changed', userAgent, at: caller.at }),
    othersEnded: deleteOtherSessions(caller, ifChanged),
    trustEnded: deleteTrustedDevices(caller.userId, ifChanged),
  }
}
