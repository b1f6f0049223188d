import { and, eq, getTableColumns, notExists, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { ifCallerIsLive } from '../../auth/live-caller.ts'
import { books, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { countCreated, ifFits } from '../../quotas/statements.ts'
import type { Usage } from '../../quotas/usage.ts'
import { nextChange } from '../changes/numbers.ts'
import { listOf, member, sizesOf, type WrittenRow } from './written-rows.ts'

/** The rows of a statement, in SQL. */
const newRows = sql.raw('new_rows')

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

const insertBooks = (caller: Caller, written: WrittenRow[], quota: Usage, onlyIf: SQL | undefined) => {
  // In the order of the table, as `INSERT … SELECT` wants them. Their names come from the schema, never from a client.
  const columns = Object.keys(getTableColumns(books)).map((name) =>
    name === 'changeSeq' ? nextChange(caller) : member(name),
  )
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
const selectFit = ({ userId }: Caller, written: WrittenRow[], quota: Usage) =>
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
  written: WrittenRow[],
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
export const selectTaken = ({ userId }: Caller, written: WrittenRow[]) => {
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
