import { and, eq, exists, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { type Placeholders, prepared } from '../db/prepared.ts'
import { books, sessions, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { type Claim, whileClaimed } from '../idempotency/statements.ts'
import { isLive, whileLive } from '../sessions/statements.ts'
import { searchColumns } from './search.ts'

export type Book = typeof books.$inferSelect

export const firstVersion = 1

/** Any book whose owner is not disabled: everybody who is signed in may read it. */
export const findBook = prepared(({ build }, { id }: Placeholders<{ id: string }>) =>
  build
    .select(getTableColumns(books))
    .from(books)
    .innerJoin(users, eq(users.id, books.userId))
    .where(and(eq(books.id, id), isNull(users.disabledAt))),
)

const isOwn = ({ userId }: Caller, id: string) => and(eq(books.id, id), eq(books.userId, userId))

export const findOwnBook = ({ build }: Database, caller: Caller, id: string) =>
  build.select().from(books).where(isOwn(caller, id))

/** The condition that a book is there. */
export const whileThere = ({ build }: Database, id: string) =>
  exists(build.select({ id: books.id }).from(books).where(eq(books.id, id)))

export const findOwnTitle = ({ build }: Database, { userId }: Caller, title: string) =>
  build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.userId, userId), eq(books.title, title)))

/**
 * Inserts a book if the session is open and all of `onlyIf` hold. Breaks the unique constraint `uniqueTitle` when the
 * user has the title already.
 */
export const insertBook = (db: Database, caller: Caller, book: Book, ...onlyIf: (SQL | undefined)[]) =>
  db.build
    .insert(books)
    .select(
      db.build
        .select(literalRow(books, book))
        .from(sessions)
        .where(and(isLive(caller), ...onlyIf)),
    )
    .returning()

/** Which of `titles`, a JSON array, the user has. */
export const findOwnTitles = ({ build }: Database, { userId }: Caller, titles: string) =>
  build
    .select({ title: books.title })
    .from(books)
    .where(and(eq(books.userId, userId), sql`${books.title} in (select value from json_each(${titles}))`))

/**
 * Inserts the books of `rows`, a JSON array, whose titles the user does not have yet.
 * @returns the ids of those that were inserted
 */
export const insertBooks = (db: Database, caller: Caller, claim: Claim | undefined, rows: string) => {
  const { userId, at } = caller
  const field = (name: string) => sql.raw(`json_extract(value, '$.${name}')`)
  return db.build
    .insert(books)
    .select(
      sql`select ${field('id')}, ${userId}, ${field('title')}, ${field('description')}, ${field('titleWords')},
        ${field('descriptionWords')}, ${field('category')}, null, ${field('firstVersion')}, ${field('created')},
        ${at.getTime()} from json_each(${rows}) where ${and(whileLive(db, caller), whileClaimed(db, claim))}`,
    )
    .onConflictDoNothing({ target: [books.userId, books.title] })
    .returning({ id: books.id })
}

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

/** The condition that a change may be made. */
export const isChangeable = (
  db: Database,
  caller: Caller,
  id: string,
  { versions, onlyIf }: ChangeCondition,
) => and(isOwn(caller, id), versions && isOneOf(versions), onlyIf, whileLive(db, caller))

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
      ...searchColumns(changes),
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
