import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { insertForCaller, isLive, liveCallers } from '../auth/live-caller.ts'
import { coverDisowning, deleteOwnedCover } from '../covers/statements.ts'
import { books, unownedCovers } from '../db/schema.ts'
import { build, type Placeholders, prepared, statement } from '../db/statement.ts'
import { countCreated, countDeleted, selectUsage, sizedChange } from '../quotas/statements.ts'
import type { Usage } from '../quotas/usage.ts'
import { type ChangeCondition, isChangeable, isOwn, ownerIsEnabled } from './conditions.ts'
import type { BookField } from './fields.ts'
import { bookColumns, type StoredBook } from './rows.ts'
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
  statement(
    build
      .select({ ...bookColumns, coverBytes: books.coverBytes })
      .from(books)
      .where(isOwn(caller, id)),
  )

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
 * Inserts a book that has a cover, counts it, then removes the cover from the orphaned ones.
 * @param conditions on which the book is inserted
 * @returns `inserted`: one row if the book was inserted; `counted`: the size of the library
 */
export const bookCreation = (
  caller: Caller,
  book: StoredBook,
  coverKey: string,
  ...conditions: (SQL | undefined)[]
) => ({
  inserted: statement(insertForCaller(books, caller, book, ...conditions).returning({ id: books.id })),
  counted: countCreated(caller.userId, [book.id]),
  coverOwned: deleteOwnedCover(book.id, coverKey),
})

export type BookChanges = { [K in BookField | 'coverKey']?: StoredBook[K] | undefined } & {
  coverBytes?: number | undefined
}

/** Breaks the unique index `uniqueTitle` when another book of the caller has the title. */
const updateBook = (
  caller: Caller,
  id: string,
  condition: ChangeCondition,
  changes: BookChanges,
  ifReserved: SQL | undefined,
) => {
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
      .where(and(isChangeable(caller, id, condition), ifReserved))
      .returning(bookColumns),
  )
}

/**
 * Changes a book, unless its library would exceed its quota. Then reads the book.
 * @returns `updated`: one row if it was changed; `current`: one row if the caller has it
 */
export const bookChange = (
  caller: Caller,
  id: string,
  condition: ChangeCondition,
  changes: BookChanges,
  quota: Usage,
) => {
  const sized = sizedChange(caller.userId, changes, isChangeable(caller, id, condition), quota)
  return {
    reserved: sized.reserved,
    updated: updateBook(caller, id, condition, changes, sized.ifReserved),
    released: sized.released,
    current: selectOwnBook(caller, id),
  }
}

const disownCover = (caller: Caller, id: string, condition: ChangeCondition, onlyIf?: SQL) =>
  statement(
    coverDisowning(and(isChangeable(caller, id, condition), onlyIf), caller.at).returning({
      key: unownedCovers.key,
    }),
  )

/**
 * Enters the old cover as orphaned, changes the book and its cover, removes the new cover from the orphaned ones, then
 * reads the book. Nothing changes if the library would exceed its quota.
 * @returns `oldCover`: one row if the book had a cover; `usage`: the size of the library; `updated` and `current` as in
 *   `bookChange`
 */
export const coverChange = (
  caller: Caller,
  id: string,
  condition: ChangeCondition,
  changes: BookChanges & { coverKey: string; coverBytes: number },
  quota: Usage,
) => {
  const sized = sizedChange(caller.userId, changes, isChangeable(caller, id, condition), quota)
  return {
    reserved: sized.reserved,
    oldCover: disownCover(caller, id, condition, sized.ifReserved),
    updated: updateBook(caller, id, condition, changes, sized.ifReserved),
    coverOwned: deleteOwnedCover(id, changes.coverKey),
    released: sized.released,
    current: selectOwnBook(caller, id),
    usage: selectUsage(caller.userId),
  }
}

/**
 * Reads a book, enters its cover as orphaned, takes the book off the size of the library, then deletes it.
 * @returns `current`: one row if the caller has it; `cover`: one row if it had a cover; `deleted`: one row if it was
 *   deleted
 */
export const bookDeletion = (caller: Caller, id: string, condition: ChangeCondition) => ({
  current: selectOwnBook(caller, id),
  cover: disownCover(caller, id, condition),
  counted: countDeleted(caller.userId, isChangeable(caller, id, condition)),
  deleted: statement(
    build
      .delete(books)
      .where(isChangeable(caller, id, condition))
      .returning({ id: books.id }),
  ),
})
