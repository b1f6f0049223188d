import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { live } from '../auth/live-caller.ts'
import { books } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'

/** D1 takes at most 2 MB in one value. The lists of a book have up to 75 KB, if JSON escapes each character. */
export const booksPerRow = 24

const ownRowIds = (userId: string) =>
  build.select({ rowid: sql`rowid` }).from(books).where(eq(books.userId, userId))

/**
 * The columns of all own books that are wanted. One scan reads them for any number of facets: D1 bills each row of a
 * grouping and each element of `json_each` as well. Many books come in one row, because a row costs more than its books.
 */
export const selectPacked = (caller: Caller, columns: SQLWrapper[], isWanted: SQL | undefined) => {
  const { callers, isLive } = live(caller)
  return statement(
    build
      .select({
        packed: sql<string>`json_group_array(json_array(${sql.join(columns, sql`, `)}))`.as('packed'),
      })
      .from(callers)
      // By row id, not in the order of an index: neighbours share a page of the file, which halves the time.
      .innerJoin(books, and(sql`${books}.rowid in (${ownRowIds(caller.userId)})`, isWanted))
      .where(isLive)
      .groupBy(sql`${books}.rowid / ${sql.raw(String(booksPerRow))}`),
  )
}

/** @returns the columns of each book, in no order */
export function* unpacked<Columns extends readonly unknown[]>(
  rows: { packed: string }[],
): Generator<Columns, void, undefined> {
  for (const { packed } of rows) yield* JSON.parse(packed) as Columns[]
}
