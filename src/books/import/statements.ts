import { and, eq, exists, getTableColumns, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Caller } from '../../auth/caller.ts'
import { ifCallerIsLive } from '../../auth/live-caller.ts'
import { books, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { countCreated, ifFits, textBytesOf, usageColumns } from '../../quotas/statements.ts'
import type { Usage } from '../../quotas/usage.ts'
import { bookColumns, type StoredBook } from '../rows.ts'

// The plus keeps SQLite from walking the library by an index of the reader.
const isAt = (userId: string, places: number[]) =>
  and(
    sql`+${books.userId} = ${userId}`,
    sql`${books}.rowid in (select value from json_each(${JSON.stringify(places)}))`,
  )

const place = sql<number>`${books}.rowid`.as('place')

/** What tells the books of a library apart. All of it stands in the index `books_identity`: the rows are not read. */
export const selectIdentities = ({ userId }: Caller) =>
  statement(
    build
      .select({ place, title: books.title, authors: books.authors, isbn: books.isbn })
      .from(books)
      .where(eq(books.userId, userId)),
  )

/** When the books of a library were created. All of it stands in the index `books_newest`. */
export const selectCreations = ({ userId }: Caller) =>
  statement(build.select({ place, createdAt: books.createdAt }).from(books).where(eq(books.userId, userId)))

/** The ids of the books at the places. */
export const selectIdsAt = ({ userId }: Caller, places: number[]) =>
  statement(build.select({ place, id: books.id }).from(books).where(isAt(userId, places)))

/** The books at the places. A place may have another book by now, if its book was deleted. */
export const selectBooksAt = ({ userId }: Caller, places: number[]) =>
  statement(
    build
      .select({ place, ...bookColumns })
      .from(books)
      .where(isAt(userId, places)),
  )

/** The rows of a statement, in SQL: `key` is the place in the list, and `value` the row as JSON. */
const newRows = sql.raw('new_rows')
const member = (name: string) => sql.raw(`value ->> '$.${name}'`)

/** @returns columns as JSON, with each value as D1 stores it */
export const rowJson = (columns: Record<string, unknown>): string => {
  const stored = (value: unknown) => {
    if (value instanceof Date) return value.getTime()
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
  }
  return JSON.stringify(
    Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, stored(value)])),
  )
}

/** A row for the statements of an import. */
export interface WrittenRow {
  id: string
  /** The bytes that count for the quota. */
  textBytes: number
  /** `rowJson` of the columns and of `textBytes`. */
  json: string
}

export interface InsertedRow extends WrittenRow {
  /** `rowJson` of the members that tell whether it is new, and of its size. */
  sizeJson: string
}

const listOf = (rows: WrittenRow[]): string => `[${rows.map(({ json }) => json).join()}]`
const sizesOf = (rows: InsertedRow[]): string => `[${rows.map(({ sizeJson }) => sizeJson).join()}]`

const ifSameBook = (userId: string, title: SQL, authors: SQL, isbn: SQL) =>
  and(eq(books.userId, userId), eq(books.title, title), eq(books.authors, authors), eq(books.isbn, isbn))

const ownBook = (userId: string) =>
  build
    .select({ id: books.id })
    .from(books)
    .where(ifSameBook(userId, member('title'), member('authors'), member('isbn')))

/** Only near the quota: the books that a reader lacks fit, though all of them together would not. */
const ifNewBooksFit = (userId: string, rows: SQL, quota: Usage): SQL => {
  const missing = sql`select count(*) as n, coalesce(sum(${member('textBytes')}), 0) as bytes
    from ${rows} where ${notExists(ownBook(userId))}`
  return sql`exists (select 1 from ${users}, (${missing}) as added
    where ${users.id} = ${userId} and ${users.bookCount} + added.n <= ${quota.bookCount}
      and ${users.textBytes} + added.bytes <= ${quota.textBytes})`
}

const ifRowsFit = (userId: string, written: WrittenRow[], rows: SQL, quota: Usage): SQL => {
  const textBytes = written.reduce((bytes, row) => bytes + row.textBytes, 0)
  const growth = { bookCount: written.length, textBytes, coverBytes: 0 }
  return sql`(${ifFits(userId, growth, quota)} or ${ifNewBooksFit(userId, rows, quota)})`
}

const insertBooks = (caller: Caller, written: InsertedRow[], quota: Usage, onlyIf: SQL | undefined) => {
  // In the order of the table, as `INSERT … SELECT` wants them. Their names come from the schema, never from a client.
  const columns = Object.keys(getTableColumns(books)).map(member)
  const fits = ifRowsFit(caller.userId, written, newRows, quota)
  return statement(
    build
      .insert(books)
      .select(
        sql`with ${newRows} as materialized (select key, value from json_each(${listOf(written)}))
          select ${sql.join(columns, sql`, `)} from ${newRows} where ${and(ifCallerIsLive(caller), onlyIf, fits)}`,
      )
      // Without a target: the old index of titles stays during a deploy.
      .onConflictDoNothing()
      .returning({ id: books.id }),
  )
}

/** One row, if the new rows fit into the quota. */
const selectFit = ({ userId }: Caller, written: InsertedRow[], quota: Usage) =>
  statement(
    build
      .select({ fits: sql<number>`1`.as('fits') })
      .from(users)
      .where(
        and(eq(users.id, userId), ifRowsFit(userId, written, sql`json_each(${sizesOf(written)})`, quota)),
      ),
  )

/**
 * Inserts books, except those that the caller already has, and counts them. If they do not fit into the quota, none is
 * inserted.
 * @returns `fit`: one row if they fit; `inserted`: the new books
 */
export const booksInsertion = (
  caller: Caller,
  written: InsertedRow[],
  quota: Usage,
  onlyIf: SQL | undefined,
) => ({
  fit: selectFit(caller, written, quota),
  inserted: insertBooks(caller, written, quota, onlyIf),
  counted: countCreated(
    caller.userId,
    written.map(({ id }) => id),
  ),
})

/** For rows that were not inserted: the caller's book with the same identity, and one with the same title. */
export const selectTaken = ({ userId }: Caller, written: InsertedRow[]) => {
  const sameTitle = build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.userId, userId), eq(books.title, member('title'))))
    .limit(1)
  return statement(
    build
      .select({
        rowId: sql<string>`${member('id')}`.as('row_id'),
        sameId: sql<string | null>`(${ownBook(userId)})`.as('same_id'),
        titleId: sql<string | null>`(${sameTitle})`.as('title_id'),
      })
      .from(sql`json_each(${sizesOf(written)})`),
  )
}

/** The columns that an update of an import writes: all that the fields decide, and the versions. */
export type UpdatedColumns = Omit<StoredBook, 'id' | 'userId' | 'coverKey' | 'coverBytes' | 'createdAt'>

const ifUpdatable = (caller: Caller, onlyIf: SQL | undefined) => {
  const other = alias(books, 'other')
  const taken = build
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        eq(other.userId, caller.userId),
        eq(other.title, member('title')),
        eq(other.authors, member('authors')),
        eq(other.isbn, member('isbn')),
        sql`${other.id} <> ${books.id}`,
      ),
    )
  return and(
    eq(books.id, member('id')),
    eq(books.userId, caller.userId),
    eq(books.version, sql`${member('version')} - 1`),
    notExists(taken),
    ifCallerIsLive(caller),
    onlyIf,
  )
}

const countGrowth = (caller: Caller, rows: string, onlyIf: SQL | undefined, sign: '+' | '-') => {
  const growth = build
    .select({
      textGrown: sql<number>`coalesce(sum(${member('textBytes')} - ${textBytesOf}), 0)`.as('text_grown'),
    })
    .from(books)
    .innerJoin(sql`json_each(${rows})`, sql`true`)
    .where(ifUpdatable(caller, onlyIf))
    .as('growth')
  return statement(
    build
      .update(users)
      .set({ textBytes: sql`${users.textBytes} ${sql.raw(sign)} ${growth.textGrown}` })
      .from(growth)
      .where(eq(users.id, caller.userId))
      .returning(usageColumns),
  )
}

/**
 * Updates books whose version has not changed, unless the library would exceed its quota. Reserves the growth, updates, then
 * releases the growth of the books that were not updated: of an updated book the last step finds none.
 * @returns `reserved`: the size of the library with the growth; `updated`: the books
 */
export const booksUpdate = (
  caller: Caller,
  written: WrittenRow[],
  names: readonly (keyof UpdatedColumns)[],
  isGrowth: boolean,
  quota: Usage,
  onlyIf: SQL | undefined,
) => {
  const rows = listOf(written)
  // A library that is over its quota may still shrink.
  const fits =
    isGrowth &&
    exists(
      build
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.id, caller.userId), sql`${users.textBytes} <= ${quota.textBytes}`)),
    )
  return {
    reserved: countGrowth(caller, rows, onlyIf, '+'),
    updated: statement(
      build
        .update(books)
        .set(Object.fromEntries(names.map((name) => [name, sql`${member(name)}`])))
        .from(sql`json_each(${rows})`)
        .where(and(ifUpdatable(caller, onlyIf), fits || undefined))
        .returning({ id: books.id }),
    ),
    released: countGrowth(caller, rows, onlyIf, '-'),
  }
}
