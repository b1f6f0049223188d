import { and, eq, getTableColumns, notExists, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { ifCallerIsLive } from '../../auth/live-caller.ts'
import { books, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { countCreated, ifFits } from '../../quotas/statements.ts'
import type { Usage } from '../../quotas/usage.ts'
import type { StoredBook } from '../rows.ts'

/** The titles of the JSON array `titles` that the caller already has. */
export const selectOwnTitles = ({ userId }: Caller, titles: string) =>
  statement(
    build
      .select({ title: books.title })
      .from(books)
      .where(and(eq(books.userId, userId), sql`${books.title} in (select value from json_each(${titles}))`)),
  )

/** @returns the book as JSON for `insertBooks`, with each value as D1 stores it */
export const bookJson = (book: StoredBook): string => {
  const stored = Object.entries(getTableColumns(books)).map(([name, column]) => {
    const value = book[name as keyof StoredBook]
    return [name, value === null ? null : column.mapToDriverValue(value)]
  })
  return JSON.stringify(Object.fromEntries(stored))
}

/** The titles of the JSON array `titles` that the caller lacks, if `onlyIf` holds. */
const selectMissingTitles = ({ userId }: Caller, titles: string, onlyIf: SQL | undefined) => {
  const own = build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.userId, userId), sql`${books.title} = wanted.value`))
  return statement(
    build
      .select({ title: sql<string>`wanted.value`.as('title') })
      .from(sql`json_each(${titles}) as wanted`)
      .where(and(notExists(own), onlyIf)),
  )
}

/** A book for `booksInsertion`. */
export interface NewBook {
  id: string
  title: string
  textBytes: number
  /** `bookJson`. */
  json: string
}

/** The books of `rows`, in SQL. */
const newRows = sql.raw('new_rows')

/** Only near the quota: the books that a reader lacks fit, though all of them together would not. */
const ifNewBooksFit = (userId: string, quota: Usage): SQL => {
  const title = sql`value ->> '$.title'`
  const own = build
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.userId, userId), sql`${books.title} = ${title}`))
  // Of two rows with one title the first is inserted: SQLite takes the columns of a group from the row of its minimum.
  const firsts = sql`select value as value, min(key) from ${newRows} where ${notExists(own)} group by ${title}`
  const text = sql`octet_length(value ->> '$.title') + octet_length(value ->> '$.description')`
  return sql`exists (select 1 from ${users}, (select count(*) as n, coalesce(sum(${text}), 0) as bytes from (${firsts})) as added
    where ${users.id} = ${userId} and ${users.bookCount} + added.n <= ${quota.bookCount}
      and ${users.textBytes} + added.bytes <= ${quota.textBytes})`
}

const insertBooks = (caller: Caller, newBooks: NewBook[], quota: Usage, onlyIf: SQL | undefined) => {
  // In the order of the table, as `INSERT … SELECT` wants them. Their names come from the schema, never from a client.
  const columns = Object.keys(getTableColumns(books)).map((name) => sql.raw(`value ->> '$.${name}'`))
  const rows = `[${newBooks.map(({ json }) => json).join()}]`
  const textBytes = newBooks.reduce((bytes, book) => bytes + book.textBytes, 0)
  const growth = { bookCount: newBooks.length, textBytes, coverBytes: 0 }
  const fits = sql`(${ifFits(caller.userId, growth, quota)} or ${ifNewBooksFit(caller.userId, quota)})`
  return statement(
    build
      .insert(books)
      .select(
        sql`with ${newRows} as materialized (select key, value from json_each(${rows}))
          select ${sql.join(columns, sql`, `)} from ${newRows} where ${and(ifCallerIsLive(caller), onlyIf, fits)}`,
      )
      .onConflictDoNothing()
      .returning({ id: books.id }),
  )
}

/**
 * Inserts books, except those whose title the caller already has, and counts them. If they do not fit into the quota, none
 * is inserted.
 * @returns `inserted`: the new books; `missing`: titles that the caller still lacks, because of the quota
 */
export const booksInsertion = (
  caller: Caller,
  newBooks: NewBook[],
  quota: Usage,
  onlyIf: SQL | undefined,
) => ({
  inserted: insertBooks(caller, newBooks, quota, onlyIf),
  counted: countCreated(
    caller.userId,
    newBooks.map(({ id }) => id),
  ),
  missing: selectMissingTitles(caller, JSON.stringify(newBooks.map(({ title }) => title)), onlyIf),
})
