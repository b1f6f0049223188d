import { and, eq, exists, gt, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { insertForCaller } from '../auth/live-caller.ts'
import { books, cursors, unownedCovers, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { orphanGraceMs, uploadTtlMs } from './limits.ts'

// A cover is in one of two places: the row of its book, or `unowned_covers`, which the sweep empties. It moves between
// them in the transaction that changes its book.

/** Enters a cover whose files are about to be written. */
export const insertExpectedCover = (caller: Caller, key: string, now: Date) =>
  statement(
    insertForCaller(unownedCovers, caller, { key, deleteAfter: new Date(now.getTime() + uploadTtlMs) }),
  )

/**
 * A condition for giving a cover to a book: the sweep has not reached its files, and will not reach them now. The time is
 * that of D1: a batch may be carried out long after the Worker has built it.
 */
export const ifCoverIsExpected = (key: string): SQL =>
  exists(
    build
      .select({ key: unownedCovers.key })
      .from(unownedCovers)
      .where(and(eq(unownedCovers.key, key), gt(unownedCovers.deleteAfter, sql`unixepoch('subsec') * 1000`))),
  )

/**
 * Enters the covers of the books that `where` matches as orphaned. Must run before the books lose them. A cover may be
 * entered already: the listing found its files before a restore brought its book back.
 */
export const coverDisowning = (where: SQL | undefined, at: Date) => {
  const deleteAfter = sql<Date>`${sql.param(at, unownedCovers.deleteAfter)}`.as('delete_after')
  const key = sql<string>`${books.coverKey}`.as('key')
  return build
    .insert(unownedCovers)
    .select(
      build
        .select({ key, deleteAfter })
        .from(books)
        .where(and(where, isNotNull(books.coverKey))),
    )
    .onConflictDoUpdate({ target: unownedCovers.key, set: { deleteAfter: sql`excluded.delete_after` } })
}

/** Removes a cover from the orphaned ones, if the book has it. Must run after the book has got it. */
export const deleteOwnedCover = (bookId: string, key: string) => {
  const owner = build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.id, bookId), eq(books.coverKey, key)))
  return statement(build.delete(unownedCovers).where(and(eq(unownedCovers.key, key), exists(owner))))
}

/** A condition on a key: a book has this cover. */
const ifBookHas = (key: SQL | typeof unownedCovers.key) =>
  exists(build.select({ one: sql`1` }).from(books).where(sql`${books.coverKey} = ${key}`))

/**
 * Selects covers whose files are due for deletion. A cover that a book has, for example after a restore, is taken off
 * the list instead: the sweep never deletes the files of a book.
 * @returns `due`: their keys, the oldest first
 */
export const dueCovers = (now: Date, limit: number) => {
  const first = build
    .select({ key: unownedCovers.key })
    .from(unownedCovers)
    .where(lte(unownedCovers.deleteAfter, now))
    .orderBy(unownedCovers.deleteAfter)
    .limit(limit)
  return {
    owned: statement(
      build.delete(unownedCovers).where(and(inArray(unownedCovers.key, first), ifBookHas(unownedCovers.key))),
    ),
    due: statement(first),
  }
}

/** Deletes covers whose files are deleted. The keys are one parameter, because D1 allows at most 100. */
export const deleteCovers = (keys: string[]) =>
  statement(
    build
      .delete(unownedCovers)
      .where(inArray(unownedCovers.key, sql`(select value from json_each(${JSON.stringify(keys)}))`)),
  )

/**
 * Enters covers as orphaned, except those that a book has, and those that are entered already. A database without users
 * is new, and its rows are about to be restored: nothing is entered.
 * @returns one row for each new entry
 */
export const orphanEntry = (keys: string[], now: Date) =>
  statement(
    build
      .insert(unownedCovers)
      .select(
        sql`select value, ${now.getTime() + orphanGraceMs} from json_each(${JSON.stringify(keys)})
          where not ${ifBookHas(sql`value`)} and exists (select 1 from ${users})`,
      )
      .onConflictDoNothing()
      .returning({ key: unownedCovers.key }),
  )

const listing = 'covers'

/** The last object that the listing of the bucket has examined; none if it is to start again. */
export const listingPosition = () =>
  statement(build.select({ position: cursors.position }).from(cursors).where(eq(cursors.part, listing)))

/** @param position undefined when the listing has reached the end of the bucket */
export const savedPosition = (position: string | undefined, now: Date) => {
  if (position === undefined)
    return { ended: statement(build.delete(cursors).where(eq(cursors.part, listing))) }
  const row = { part: listing, position, startedAt: now }
  const stored = build.insert(cursors).values(row)
  return { saved: statement(stored.onConflictDoUpdate({ target: cursors.part, set: { position } })) }
}
