import { and, asc, desc, eq, exists, getTableColumns, gte, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { books, sessions, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { type Claim, whileClaimed } from '../idempotency/queries.ts'
import { isLive, whileLive } from '../sessions/queries.ts'
import { needleOf, searchColumns } from './search.ts'

export type Book = typeof books.$inferSelect

export const firstVersion = 1

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

/** The condition that a book is there. */
export const whileThere = ({ build }: Database, id: string) =>
  exists(build.select({ id: books.id }).from(books).where(eq(books.id, id)))

export const findOwnTitle = ({ build }: Database, { userId }: Caller, title: string) =>
  build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.userId, userId), eq(books.title, title)))

/** Where a list ended: the sort key and the id of its last book. */
export type ListPosition = [key: number | string, id: string]

export type ListSort = 'created_at' | '-created_at' | 'title' | '-title'

interface ListOptions {
  scope: 'mine' | 'all'
  sort: ListSort
  category?: Book['category'] | undefined
  after?: ListPosition | undefined
  /** Beginnings that words of the book must have, all of them. */
  beginnings?: string[] | null | undefined
  limit: number
}

const ownerIsEnabled = ({ build }: Database) =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, books.userId), isNull(users.disabledAt))),
  )

// With `instr`: a pattern of LIKE or GLOB is limited to 50 bytes, and means something by itself.
const hasWord = (beginning: string) => {
  const needle = needleOf(beginning)
  return sql`(instr(${books.titleWords}, ${needle}) > 0 or instr(${books.descriptionWords}, ${needle}) > 0)`
}

// A query without any word, just signs, matches no book.
const matches = (beginnings: string[]) =>
  beginnings.length === 0 ? sql`false` : and(...beginnings.map(hasWord))

/**
 * A page of books, from an index that holds exactly the books asked for in exactly this order: its cost is that of the
 * page, whatever the table holds. (Of everybody's books, those of disabled users are read and left out.) A search walks
 * the same index and stops when the page is full, so that it reads the user's own library at the most: see
 * docs/search.md for what that was weighed against.
 */
export const listBooks = (
  db: Database,
  { userId }: Caller,
  { scope, sort, category, after, beginnings, limit }: ListOptions,
) => {
  const key = sort.endsWith('title') ? books.title : books.createdAt
  const isDescending = sort.startsWith('-')
  const direction = isDescending ? desc : asc
  // Without a cursor the whole index is in range: said as a bound that every book meets, so that SQLite seeks.
  const isAnywhere = sort.endsWith('title') ? gte(books.title, '') : gte(books.createdAt, new Date(-8.64e15))
  const isAfter =
    after && sql`(${key}, ${books.id}) ${sql.raw(isDescending ? '<' : '>')} (${after[0]}, ${after[1]})`
  return db.build
    .select()
    .from(books)
    .where(
      and(
        scope === 'mine' ? eq(books.userId, userId) : ownerIsEnabled(db),
        category && eq(books.category, category),
        isAfter ?? isAnywhere,
        beginnings ? matches(beginnings) : undefined,
      ),
    )
    .orderBy(direction(key), direction(books.id))
    .limit(limit)
}

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
