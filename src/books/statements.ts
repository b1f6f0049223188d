import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { insertForCaller, preparedForCaller, type Reader } from '../auth/live-caller.ts'
import { coverDisowning, deleteOwnedCover } from '../covers/statements.ts'
import { named } from '../db/rows.ts'
import { books, unownedCovers } from '../db/schema.ts'
import { build, type Placeholders, statement } from '../db/statement.ts'
import { countCreated, countDeleted, selectUsage, sizedChange } from '../quotas/statements.ts'
import type { Usage } from '../quotas/usage.ts'
import { type BookChanges, changedColumns } from './changed-columns.ts'
import { nextChange, rememberDeleted } from './changes/numbers.ts'
import { type ChangeCondition, isChangeable, isOwn, ownerIsEnabled } from './conditions.ts'
import { bookColumns, type NewFields, type StoredBook, storedFields } from './rows.ts'

const prepareBook = (ifVisible: (values: Placeholders<Reader>) => SQL) =>
  preparedForCaller(({ callers, isLive }, values: Placeholders<{ id: string } & Reader>) =>
    build
      .select(named(bookColumns))
      .from(callers)
      .leftJoin(books, and(eq(books.id, values.id), ifVisible(values)))
      .where(isLive),
  )

/** Any book whose owner is not disabled, for `readAsCaller`: every signed-in user may read it. */
export const selectBook = prepareBook(ownerIsEnabled)

/** `selectBook` where `SHARED_CATALOGUE` is off: the caller's own book. A disabled user has no session. */
export const selectBookOfCaller = prepareBook(({ userId }) => eq(books.userId, userId))

export const selectOwnBook = (caller: Caller, id: string) =>
  statement(
    build
      .select({ ...bookColumns, coverBytes: books.coverBytes })
      .from(books)
      .where(isOwn(caller, id)),
  )

/** The book of the caller that is the same as a new one. */
export const selectSameBook = ({ userId }: Caller, { title, authors = [], isbn }: NewFields) =>
  statement(
    build
      .select({ id: books.id })
      .from(books)
      .where(
        and(
          eq(books.userId, userId),
          eq(books.title, title),
          eq(books.authors, authors),
          eq(books.isbn, isbn ?? ''),
        ),
      ),
  )

/**
 * Inserts a book, counts it, then removes its cover from the orphaned ones.
 * @param conditions on which the book is inserted
 * @returns `inserted`: one row if the book was inserted; `counted`: the size of the library
 */
export const bookCreation = (caller: Caller, book: StoredBook, ...conditions: (SQL | undefined)[]) => ({
  inserted: statement(
    insertForCaller(books, caller, { ...book, changeSeq: nextChange(caller) }, ...conditions).returning({
      id: books.id,
    }),
  ),
  counted: countCreated(caller.userId, [book.id]),
  coverOwned: book.coverKey === null ? undefined : deleteOwnedCover(book.id, book.coverKey),
})

/** Breaks a unique index when another book of the caller is the same, see `rejectTakenTitle`. */
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
      .set(
        isChange
          ? { ...changedColumns(changes, caller.at), changeSeq: nextChange(caller) }
          : { version: sql`${books.version}` },
      )
      .where(and(isChangeable(caller, id, condition), ifReserved))
      .returning(bookColumns),
  )
}

/** The size of the columns that a change writes. */
const sizeOf = ({ coverKey, coverBytes, ...fields }: BookChanges) => ({
  ...storedFields(fields),
  coverBytes: coverBytes ?? undefined,
})

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
  const sized = sizedChange(caller.userId, sizeOf(changes), isChangeable(caller, id, condition), quota)
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
  const sized = sizedChange(caller.userId, sizeOf(changes), isChangeable(caller, id, condition), quota)
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
 * Enters the cover of a book as orphaned, takes it off the size of the library, and leaves the book without a cover. Then
 * reads the book.
 * @returns `oldCover`: one row if the book had a cover; `updated` and `current` as in `bookChange`
 */
export const coverRemoval = (caller: Caller, id: string, condition: ChangeCondition, quota: Usage) => {
  const changes = { coverKey: null, coverBytes: null }
  const isCovered = { ...condition, onlyIf: and(condition.onlyIf, sql`${books.coverKey} is not null`) }
  const sized = sizedChange(caller.userId, { coverBytes: 0 }, isChangeable(caller, id, isCovered), quota)
  return {
    oldCover: disownCover(caller, id, isCovered),
    reserved: sized.reserved,
    updated: updateBook(caller, id, isCovered, changes, undefined),
    current: selectOwnBook(caller, id),
  }
}

/**
 * Reads a book, enters its cover as orphaned, takes the book off the size of the library, remembers its deletion, then
 * deletes it.
 * @returns `current`: one row if the caller has it; `cover`: one row if it had a cover; `deleted`: one row if it was
 *   deleted
 */
export const bookDeletion = (caller: Caller, id: string, condition: ChangeCondition) => ({
  current: selectOwnBook(caller, id),
  cover: disownCover(caller, id, condition),
  counted: countDeleted(caller.userId, isChangeable(caller, id, condition)),
  remembered: rememberDeleted(caller, isChangeable(caller, id, condition)),
  deleted: statement(
    build
      .delete(books)
      .where(isChangeable(caller, id, condition))
      .returning({ id: books.id }),
  ),
})
