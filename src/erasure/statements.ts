import { and, eq, exists, inArray, isNotNull, notExists } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { coverDisowning } from '../covers/statements.ts'
import { books, sessions, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { countDeleted } from '../quotas/statements.ts'

/** Ends all sessions of an account, if it is disabled. */
const deleteSessionsOfDisabled = (userId: string) => {
  const disabled = build
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNotNull(users.disabledAt)))
  return statement(build.delete(sessions).where(and(eq(sessions.userId, userId), exists(disabled))))
}

/** Disables the caller's account, then ends its sessions. */
export const accountDisabling = (caller: Caller) => ({
  disabled: statement(
    build
      .update(users)
      .set({ disabledAt: caller.at, updatedAt: caller.at })
      .where(and(eq(users.id, caller.userId), ifCallerIsLive(caller))),
  ),
  sessionsEnded: deleteSessionsOfDisabled(caller.userId),
})

/**
 * Hides the account at once, then ends its sessions. The first statement removes the personal data: the email is free
 * again, the user cannot sign in, and the books are hidden. `eraseUser` deletes the rest in batches.
 * @param version of the password that confirmed the erasure
 * @returns `hidden`: one row if the account was hidden
 */
export const accountHiding = (caller: Caller, version: number) => ({
  hidden: statement(
    build
      .update(users)
      .set({
        name: '',
        email: `erased:${caller.userId}`,
        passwordHash: '',
        updatedAt: caller.at,
        disabledAt: caller.at,
        erasedAt: caller.at,
      })
      .where(and(eq(users.id, caller.userId), eq(users.passwordVersion, version), ifCallerIsLive(caller)))
      .returning({ id: users.id }),
  ),
  sessionsEnded: deleteSessionsOfDisabled(caller.userId),
})

/** Accounts whose erasure is in progress. */
export const selectErasedUsers = (limit: number) =>
  statement(build.select({ id: users.id }).from(users).where(isNotNull(users.erasedAt)).limit(limit))

/**
 * Deletes the user's first `limit` books, their covers becoming orphaned, then the user if no book is left.
 * @returns `erased`: one row if the user was deleted
 */
export const erasureBatch = (userId: string, limit: number, at: Date) => {
  const someBooks = build
    .select({ id: books.id })
    .from(books)
    .where(eq(books.userId, userId))
    .orderBy(books.title)
    .limit(limit)
  const anyBook = build.select({ id: books.id }).from(books).where(eq(books.userId, userId))
  return {
    coversDisowned: statement(coverDisowning(inArray(books.id, someBooks), at)),
    counted: countDeleted(userId, inArray(books.id, someBooks)),
    booksDeleted: statement(build.delete(books).where(inArray(books.id, someBooks))),
    erased: statement(
      build
        .delete(users)
        .where(and(eq(users.id, userId), isNotNull(users.erasedAt), notExists(anyBook)))
        .returning({ id: users.id }),
    ),
  }
}
