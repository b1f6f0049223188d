import { and, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { books, unownedCovers } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { type ChangeCondition, isChangeable } from './statements.ts'

// A cover is in one of two places, and moves between them in the transaction that changes its book: the book's row, or
// `unowned_covers`, which the sweep clears.

/** Marks the cover of a book as nobody's. Goes before the statement that takes it from the book. */
export const disownCover = (db: Database, caller: Caller, id: string, condition: ChangeCondition) =>
  db.build
    .insert(unownedCovers)
    .select(
      db.build
        .select({ key: sql<string>`${books.coverKey}`.as('key'), deleteAfter: dueAt(caller.at) })
        .from(books)
        .where(and(isChangeable(db, caller, id, condition), isNotNull(books.coverKey))),
    )
    .returning({ key: unownedCovers.key })

const dueAt = (at: Date) => sql<Date>`${sql.param(at, unownedCovers.deleteAfter)}`.as('delete_after')

/** Marks a cover as owned, if the book has it. Goes after the statement that gives it to the book. */
export const ownCover = ({ build }: Database, id: string, key: string) => {
  const owner = build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.id, id), eq(books.coverKey, key)))
  return build.delete(unownedCovers).where(and(eq(unownedCovers.key, key), exists(owner)))
}

const someBooksOf = ({ build }: Database, userId: string, limit: number) =>
  build.select({ id: books.id }).from(books).where(eq(books.userId, userId)).orderBy(books.title).limit(limit)

/** Marks the covers of the user's first `limit` books as nobody's. Goes before `deleteBooksOf`. */
export const disownCoversOf = (db: Database, userId: string, limit: number, at: Date) =>
  db.build.insert(unownedCovers).select(
    db.build
      .select({ key: sql<string>`${books.coverKey}`.as('key'), deleteAfter: dueAt(at) })
      .from(books)
      .where(and(inArray(books.id, someBooksOf(db, userId, limit)), isNotNull(books.coverKey))),
  )

/** Removes the user's first `limit` books. */
export const deleteBooksOf = (db: Database, userId: string, limit: number) =>
  db.build.delete(books).where(inArray(books.id, someBooksOf(db, userId, limit)))
