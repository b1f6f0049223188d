import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { live } from '../../auth/live-caller.ts'
import { named } from '../../db/rows.ts'
import { books, deletedBooks, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { jsonBytes } from '../export/sizes.ts'
import { bookColumns } from '../rows.ts'
import type { ChangesCursor } from './cursor.ts'
import { lastChange } from './numbers.ts'

/** When the library was last restored, and the number of its last change. */
export const selectLibrary = ({ userId }: Caller) =>
  statement(
    build
      .select({ changesFrom: users.changesFrom, last: lastChange(userId).as('last') })
      .from(users)
      .where(eq(users.id, userId)),
  )

/** The most changes and bytes of a page. */
export interface PageSize {
  changes: number
  bytes: number
}

/** The most bytes of an entry besides the fields of its book: the ids, the instants, and two URLs of at most 800. */
const entryBytes = 2000

// As a parameter, D1 takes a number for a real one.
const raw = (constant: number) => sql.raw(String(constant))

/** One row more than a page has, in the order of changes, from an index. */
const changesOf = (
  table: typeof books | typeof deletedBooks,
  [isDeleted, size]: [isDeleted: 0 | 1, size: SQL],
  callers: SQL,
  isWanted: SQL | undefined,
  limit: SQL,
) => sql`select * from (
  select ${table.changeSeq} as number, ${table.id} as id, ${raw(isDeleted)} as is_deleted, ${size} as size
  from ${callers} cross join ${table} where ${isWanted} order by ${table.changeSeq}, ${table.id} limit ${limit})`

/**
 * The books and deletions behind a cursor, in the order of changes, as many as a page holds.
 * @param after undefined for the whole library, without deletions
 * @returns the books, and for deletions null in their columns; `known`: how many rows there are, up to one more than a page
 *   can hold
 */
export const selectChanges = (
  caller: Caller,
  after: ChangesCursor | undefined,
  { changes, bytes }: PageSize,
) => {
  const limit = raw(changes + 1)
  const { callers, isLive } = live(caller)
  const isBehind = (table: typeof books | typeof deletedBooks) =>
    and(
      isLive,
      eq(table.userId, caller.userId),
      sql`(${table.changeSeq}, ${table.id}) > (${after?.number ?? 0}, ${after?.id ?? ''})`,
    )
  const written = changesOf(
    books,
    [0, sql`${jsonBytes} + ${raw(entryBytes)}`],
    callers,
    isBehind(books),
    limit,
  )
  const deleted = changesOf(
    deletedBooks,
    [1, raw(entryBytes)],
    callers,
    and(isBehind(deletedBooks), after && sql`${deletedBooks.changeSeq} > ${after.deletionsAfter}`),
    limit,
  )
  const found = after ? sql`${written} union all ${deleted}` : written
  const page = sql`(
    select number, id, is_deleted, row_number() over walk as n, sum(size) over walk as bytes, count(*) over () as known
    from (select * from (${found}) order by number, id limit ${limit})
    window walk as (order by number, id rows unbounded preceding)) as page`
  return statement(
    build
      .select({
        number: sql<number>`page.number`.as('number'),
        changedId: sql<string>`page.id`.as('changedId'),
        isDeleted: sql<number>`page.is_deleted`.as('isDeleted'),
        known: sql<number>`page.known`.as('known'),
        ...named(bookColumns),
      })
      .from(page)
      .leftJoin(books, sql`${books.id} = page.id and page.is_deleted = 0`)
      .where(sql`page.n <= ${raw(changes)} and (page.n = 1 or page.bytes <= ${raw(bytes)})`)
      .orderBy(sql`page.n`),
  )
}
