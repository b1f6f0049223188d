import { and, eq, exists, isNotNull, ne, notExists } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { books, sessions, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { whileLive } from '../sessions/statements.ts'

export type User = typeof users.$inferSelect

export const findUserByEmail = ({ build }: Database, email: string) =>
  build.select().from(users).where(eq(users.email, email))

export const findUser = ({ build }: Database, id: string) =>
  build.select().from(users).where(eq(users.id, id))

/** Breaks the unique constraint on `users.email` when the address is taken. */
export const insertUser = ({ build }: Database, user: typeof users.$inferInsert) =>
  build.insert(users).values(user).returning()

export const renameUser = (db: Database, caller: Caller, name: string) =>
  db.build
    .update(users)
    .set({ name, updatedAt: caller.at })
    .where(and(eq(users.id, caller.userId), whileLive(db, caller)))
    .returning()

/** Stores the same password under another hash, unless it was changed since `oldHash` was read. */
export const rehashPassword = ({ build }: Database, userId: string, oldHash: string, newHash: string) =>
  build
    .update(users)
    .set({ passwordHash: newHash })
    .where(and(eq(users.id, userId), eq(users.passwordHash, oldHash)))

/** Changes the password, unless that happened already since `version` was read. */
export const changePassword = (db: Database, caller: Caller, version: number, newHash: string) =>
  db.build
    .update(users)
    .set({ passwordHash: newHash, passwordVersion: version + 1, updatedAt: caller.at })
    .where(and(eq(users.id, caller.userId), eq(users.passwordVersion, version), whileLive(db, caller)))
    .returning({ id: users.id })

/** Ends the user's sessions but the caller's, if the password is the one of `hash`. Goes after `changePassword`. */
export const endOtherSessions = ({ build }: Database, caller: Caller, hash: string) =>
  build
    .delete(sessions)
    .where(
      and(
        eq(sessions.userId, caller.userId),
        ne(sessions.id, caller.sessionId),
        eq(build.select({ hash: users.passwordHash }).from(users).where(eq(users.id, caller.userId)), hash),
      ),
    )

export const disableUser = (db: Database, caller: Caller) =>
  db.build
    .update(users)
    .set({ disabledAt: caller.at, updatedAt: caller.at })
    .where(and(eq(users.id, caller.userId), whileLive(db, caller)))

/**
 * Takes the account out of sight in one statement: what is personal goes now, its address is free again, nobody can
 * sign in to it and nobody finds its books. What is left of it goes in batches, see `erase.ts`.
 * @param version of the password that confirmed it
 */
export const hideUser = (db: Database, caller: Caller, version: number) =>
  db.build
    .update(users)
    .set({
      name: '',
      email: `erased:${caller.userId}`,
      passwordHash: '',
      updatedAt: caller.at,
      disabledAt: caller.at,
      erasedAt: caller.at,
    })
    .where(and(eq(users.id, caller.userId), eq(users.passwordVersion, version), whileLive(db, caller)))
    .returning({ id: users.id })

/** Ends all sessions of an account if it is disabled. Goes after the statement that disables it. */
export const endSessionsOfDisabled = ({ build }: Database, userId: string) => {
  const disabled = build
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNotNull(users.disabledAt)))
  return build.delete(sessions).where(and(eq(sessions.userId, userId), exists(disabled)))
}

/** Accounts whose erasure is under way. */
export const findErasedUsers = ({ build }: Database, limit: number) =>
  build.select({ id: users.id }).from(users).where(isNotNull(users.erasedAt)).limit(limit)

/** Removes what `hideUser` left, if it owns no book any more. */
export const deleteErasedUser = ({ build }: Database, id: string) => {
  const remaining = build.select({ id: books.id }).from(books).where(eq(books.userId, id))
  return build
    .delete(users)
    .where(and(eq(users.id, id), isNotNull(users.erasedAt), notExists(remaining)))
    .returning({ id: users.id })
}
