import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive, insertForCaller, isLive, liveCallers } from '../auth/live-caller.ts'
import { coverDisowning, deleteOwnedCover } from '../covers/statements.ts'
import { books, unownedCovers } from '../db/schema.ts'
import { build, type Placeholders, prepared, statement } from '../db/statement.ts'
import { type ChangeCondition, isChangeable, isOwn, ownerIsEnabled } from './conditions.ts'
import type { BookField } from './fields.ts'
import { type Book, bookColumns, type StoredBook } from './rows.ts'
import { searchColumns } from './search.ts'

/** Any book whose owner is not disabled, for `readAsCaller`: every signed-in user may read it. */
export const selectBook = prepared((values: Placeholders<Caller & { id: string }>) =>
  build
    .select(bookColumns)
    .from(liveCallers)
    .leftJoin(books, and(eq(books.id, values.id), ownerIsEnabled()))
    .where(isLive(values)),
)

export const selectOwnBook = (caller: Caller, id: string) =>
  statement(build.select(bookColumns).from(books).where(isOwn(caller, id)))

export const selectOwnTitle = ({ userId }: Caller, title: string) =>
  statement(
    build
      .select({ id: books.id })
      .from(books)
      .where(and(eq(books.userId, userId), eq(books.title, title))),
  )

/** The columns of the unique index that a second book with the same title breaks, as SQLite names them. */
export const uniqueTitle = 'books.user_id, books.title'

/**
 * Inserts a book that has a cover, then removes the cover from the orphaned ones.
 * @param conditions on which the book is inserted
 * @returns `inserted`: one row if the book was inserted
 */
export const bookCreation = (
  caller: Caller,
  book: StoredBook,
  coverKey: string,
  ...conditions: (SQL | undefined)[]
) => ({
  inserted: statement(insertForCaller(books, caller, book, ...conditions).returning({ id: books.id })),
  coverOwned: deleteOwnedCover(book.id, coverKey),
})

/** The titles of the JSON array `titles` that the caller already has. */
export const selectOwnTitles = ({ userId }: Caller, titles: string) =>
  statement(
    build
      .select({ title: books.title })
      .from(books)
      .where(and(eq(books.userId, userId), sql`${books.title} in (select value from json_each(${titles}))`)),
  )

/** @returns the book as JSON for `insertBooks`, with instants as D1 stores them */
export const bookJson = (book: StoredBook): string => {
  const columns = Object.entries(book)
  const stored = columns.map(([name, value]) => [name, value instanceof Date ? value.getTime() : value])
  return JSON.stringify(Object.fromEntries(stored))
}

/**
 * Inserts the books of `rows`, except those whose title the caller already has.
 * @param rows a JSON array of `bookJson`
 */
export const insertBooks = (caller: Caller, rows: string, onlyIf: SQL | undefined) => {
  // In the order of the table, as `INSERT … SELECT` wants them. Their names come from the schema, never from a client.
  const columns = Object.keys(getTableColumns(books)).map((name) => sql.raw(`value ->> '$.${name}'`))
  return statement(
    build
      .insert(books)
      .select(
        sql`select ${sql.join(columns, sql`, `)} from json_each(${rows}) where ${and(ifCallerIsLive(caller), onlyIf)}`,
      )
      .onConflictDoNothing({ target: [books.userId, books.title] })
      .returning({ id: books.id }),
  )
}

export type BookChanges = { [K in BookField | 'coverKey']?: Book[K] | undefined }

/** Breaks the unique index `uniqueTitle` when another book of the caller has the title. */
const updateBook = (caller: Caller, id: string, condition: ChangeCondition, changes: BookChanges) => {
  const isChange = Object.values(changes).some((value) => value !== undefined)
  return statement(
    build
      .update(books)
      .set({
        ...changes,
        ...searchColumns(changes),
        ...(isChange && { updatedAt: caller.at }),
        version: sql`${books.version} + ${Number(isChange)}`,
      })
      .where(isChangeable(caller, id, condition))
      .returning(bookColumns),
  )
}

/**
 * Changes a book, then reads it.
 * @returns `updated`: one row if it was changed; `current`: one row if the caller has it
 */
export const bookChange = (caller: Caller, id: string, condition: ChangeCondition, changes: BookChanges) => ({
  updated: updateBook(caller, id, condition, changes),
  current: selectOwnBook(caller, id),
})

const disownCover = (caller: Caller, id: string, condition: ChangeCondition) =>
  statement(
    coverDisowning(isChangeable(caller, id, condition), caller.at).returning({ key: unownedCovers.key }),
  )

/**
 * Enters the old cover as orphaned, changes the book and its cover, removes the new cover from the orphaned ones, then
 * reads the book.
 * @returns `oldCover`: one row if the book had a cover; `updated` and `current` as in `bookChange`
 */
export const coverChange = (
  caller: Caller,
  id: string,
  condition: ChangeCondition,
  changes: BookChanges & { coverKey: string },
) => ({
  oldCover: disownCover(caller, id, condition),
  updated: updateBook(caller, id, condition, changes),
  coverOwned: deleteOwnedCover(id, changes.coverKey),
  current: selectOwnBook(caller, id),
})

/**
 * Reads a book, enters its cover as orphaned, then deletes the book.
 * @returns `current`: one row if the caller has it; `cover`: one row if it had a cover; `deleted`: one row if it was
 *   deleted
 */
export const bookDeletion = (caller: Caller, id: string, condition: ChangeCondition) => ({
  current: selectOwnBook(caller, id),
  cover: disownCover(caller, id, condition),
  deleted: statement(
    build
      .delete(books)
      .where(isChangeable(caller, id, condition))
      .returning({ id: books.id }),
  ),
})
