import { and, eq, exists, gt, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { insertForCaller } from '../auth/live-caller.ts'
import { books, unownedCovers } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { uploadTtlMs } from './limits.ts'

// A cover is in one of two places: the row of its book, or `unowned_covers`, which the sweep empties. It moves between
// them in the transaction that changes its book.

/** Enters a cover whose files are about to be written. */
export const insertExpectedCover = (caller: Caller, key: string, now: Date) =>
  statement(
    insertForCaller(unownedCovers, caller, { key, deleteAfter: new Date(now.getTime() + uploadTtlMs) }),
  )

/** A condition for giving a cover to a book: the sweep has not reached its files, and will not reach them now. */
export const ifCoverIsExpected = (key: string, now: Date): SQL =>
  exists(
    build
      .select({ key: unownedCovers.key })
      .from(unownedCovers)
      .where(and(eq(unownedCovers.key, key), gt(unownedCovers.deleteAfter, now))),
  )

/** Enters the covers of the books that `where` matches as orphaned. Must run before the books lose them. */
export const coverDisowning = (where: SQL | undefined, at: Date) => {
  const deleteAfter = sql<Date>`${sql.param(at, unownedCovers.deleteAfter)}`.as('delete_after')
  const key = sql<string>`${books.coverKey}`.as('key')
  return build.insert(unownedCovers).select(
    build
      .select({ key, deleteAfter })
      .from(books)
      .where(and(where, isNotNull(books.coverKey))),
  )
}

/** Removes a cover from the orphaned ones, if the book has it. Must run after the book has got it. */
export const deleteOwnedCover = (bookId: string, key: string) => {
  const owner = build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.id, bookId), eq(books.coverKey, key)))
  return statement(build.delete(unownedCovers).where(and(eq(unownedCovers.key, key), exists(owner))))
}

/** Covers whose files are due for deletion. */
export const selectDueCovers = (now: Date, limit: number) =>
  statement(
    build
      .select({ key: unownedCovers.key })
      .from(unownedCovers)
      .where(lte(unownedCovers.deleteAfter, now))
      .orderBy(unownedCovers.deleteAfter)
      .limit(limit),
  )

/** Deletes covers whose files are deleted. The keys are one parameter, because D1 allows at most 100. */
export const deleteCovers = (keys: string[]) =>
  statement(
    build
      .delete(unownedCovers)
      .where(inArray(unownedCovers.key, sql`(select value from json_each(${JSON.stringify(keys)}))`)),
  )
