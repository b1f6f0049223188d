import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  sql,
} from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { books, sessions, unownedCovers, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { type Claim, whileClaimed } from '../idempotency/queries.ts'
import { isLive, whileLive } from '../sessions/queries.ts'

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
  limit: number
}

const ownerIsEnabled = ({ build }: Database) =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, books.userId), isNull(users.disabledAt))),
  )

/**
 * A page of books, from an index that holds exactly the books asked for in exactly this order: its cost is that of the
 * page, whatever the table holds.
 */
export const listBooks = (
  db: Database,
  { userId }: Caller,
  { scope, sort, category, after, limit }: ListOptions,
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
      ),
    )
    .orderBy(direction(key), direction(books.id))
    .limit(limit)
}

/** Breaks the unique constraint `uniqueTitle` when the user has the title already. */
export const insertBook = (db: Database, caller: Caller, claim: Claim | undefined, book: Book) =>
  db.build
    .insert(books)
    .select(
      db.build
        .select(literalRow(books, book))
        .from(sessions)
        .where(and(isLive(caller), whileClaimed(db, claim))),
    )
    .returning()

export const uniqueTitle = 'books.user_id, books.title'

/** What a change may touch: the caller's own book, in one of the versions that they allow (undefined: in any). */
const isChangeable = (db: Database, caller: Caller, id: string, versions: number[] | undefined) =>
  and(isOwn(caller, id), versions && inArray(books.version, versions), whileLive(db, caller))

export type BookChanges = { [K in 'title' | 'description' | 'category' | 'coverKey']?: Book[K] | undefined }

/** Breaks the unique constraint `uniqueTitle` when another book of the user has the title. */
export const updateBook = (
  db: Database,
  caller: Caller,
  id: string,
  versions: number[] | undefined,
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
    .where(isChangeable(db, caller, id, versions))
    .returning()
}

export const deleteBook = (db: Database, caller: Caller, id: string, versions: number[] | undefined) =>
  db.build
    .delete(books)
    .where(isChangeable(db, caller, id, versions))
    .returning({ id: books.id })

/** Marks the cover of a book as nobody's. Goes before the statement that takes it from the book. */
export const disownCover = (db: Database, caller: Caller, id: string, versions: number[] | undefined) =>
  db.build
    .insert(unownedCovers)
    .select(
      db.build
        .select({ key: sql<string>`${books.coverKey}`.as('key'), deleteAfter: dueAt(caller.at) })
        .from(books)
        .where(and(isChangeable(db, caller, id, versions), isNotNull(books.coverKey))),
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
