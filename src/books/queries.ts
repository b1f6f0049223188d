import {
  and,
  desc,
  eq,
  exists,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { books, sessions, unownedCovers, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { isLive, whileLive } from '../sessions/queries.ts'

export type Book = typeof books.$inferSelect

/** Any book whose owner is not disabled: everybody who is signed in may read it. */
export const findBook = ({ build }: Database, id: string) =>
  build
    .select(getTableColumns(books))
    .from(books)
    .innerJoin(users, eq(users.id, books.userId))
    .where(and(eq(books.id, id), isNull(users.disabledAt)))

const isOwn = ({ userId }: Caller, id: string) => and(eq(books.id, id), eq(books.userId, userId))

export const findOwnBook = ({ build }: Database, caller: Caller, id: string) =>
  build.select().from(books).where(isOwn(caller, id))

export const findOwnTitle = ({ build }: Database, { userId }: Caller, title: string) =>
  build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.userId, userId), eq(books.title, title)))

interface ListOptions {
  category?: Book['category'] | undefined
  /** `[createdAt in Unix milliseconds, id]` of the last book that was seen. */
  after?: [number, string] | undefined
  limit: number
}

/** The user's own books, newest first. */
export const listBooks = ({ build }: Database, { userId }: Caller, { category, after, limit }: ListOptions) =>
  build
    .select()
    .from(books)
    .where(
      and(
        eq(books.userId, userId),
        category && eq(books.category, category),
        after && sql`(${books.createdAt}, ${books.id}) < (${after[0]}, ${after[1]})`,
      ),
    )
    .orderBy(desc(books.createdAt), desc(books.id))
    .limit(limit)

/**
 * Inserts a book if the session is open and `onlyIf` holds. Breaks the unique constraint `uniqueTitle` when the user
 * has the title already.
 */
export const insertBook = (db: Database, caller: Caller, book: Book, onlyIf: SQL) =>
  db.build
    .insert(books)
    .select(
      db.build
        .select(literalRow(books, book))
        .from(sessions)
        .where(and(isLive(caller), onlyIf)),
    )
    .returning()

export const uniqueTitle = 'books.user_id, books.title'

/** What a change depends on, besides that the book is the caller's own. */
export interface ChangeCondition {
  /** The versions that it may be made to; undefined for any. */
  versions: number[] | undefined
  onlyIf?: SQL | undefined
}

// The versions travel as one parameter: D1 takes no more than 100.
const isOneOf = (versions: number[]) =>
  sql`${books.version} in (select value from json_each(${JSON.stringify(versions)}))`

const isChangeable = (db: Database, caller: Caller, id: string, { versions, onlyIf }: ChangeCondition) =>
  and(isOwn(caller, id), versions && isOneOf(versions), onlyIf, whileLive(db, caller))

export type BookChanges = { [K in 'title' | 'description' | 'category' | 'coverKey']?: Book[K] | undefined }

/** Breaks the unique constraint `uniqueTitle` when another book of the user has the title. */
export const updateBook = (
  db: Database,
  caller: Caller,
  id: string,
  condition: ChangeCondition,
  changes: BookChanges,
) => {
  const isChange = Object.values(changes).some((value) => value !== undefined)
  return db.build
    .update(books)
    .set({
      ...changes,
      ...(isChange && { updatedAt: caller.at }),
      version: sql`${books.version} + ${Number(isChange)}`,
    })
    .where(isChangeable(db, caller, id, condition))
    .returning()
}

export const deleteBook = (db: Database, caller: Caller, id: string, condition: ChangeCondition) =>
  db.build
    .delete(books)
    .where(isChangeable(db, caller, id, condition))
    .returning({ id: books.id })

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
