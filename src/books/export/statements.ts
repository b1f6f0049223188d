import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { live, preparedForCaller, type Reader } from '../../auth/live-caller.ts'
import { books } from '../../db/schema.ts'
import { build, type Placeholders, statement, varying } from '../../db/statement.ts'
import { bookColumns } from '../rows.ts'
import type { Place } from './part.ts'

/** The greatest part and the greatest page of a format. */
export interface PartLimits {
  books: number
  bytes: number
  pageBooks: number
  pageBytes: number
}

const position = sql`(${books.createdAt}, ${books.id})`

// As a parameter, D1 takes a number for a real one, whose division has a fraction.
const raw = (constant: number) => sql.raw(String(constant))

/**
 * Walks the caller's books in order of creation from a place, with the bytes that each has in the file, as `size` says.
 * @returns the first book of each page but the first page, with the books and the bytes up to it, both with it. The first
 *   row beyond the limits is the first book of the next part; rows behind it are of no use
 */
export const selectBoundaries = (caller: Caller, [at, id]: Place, size: SQL, limits: PartLimits) => {
  const { callers, isLive } = live(caller)
  const measured = sql`
    select ${books.createdAt}, ${books.id}, ${size} as size from ${callers} cross join ${books}
    where ${isLive} and ${books.userId} = ${caller.userId} and ${position} >= (${at}, ${id})
    order by ${books.createdAt}, ${books.id} limit ${raw(limits.books + 1)}`
  const counted = sql`
    select created_at, id, size, row_number() over walk as n, sum(size) over walk as total from (${measured})
    window walk as (order by created_at, id rows unbounded preceding)`
  const [pageBooks, pageBytes] = [raw(limits.pageBooks), raw(limits.pageBytes)]
  const pages = Math.ceil(limits.books / limits.pageBooks) + Math.ceil(limits.bytes / limits.pageBytes)
  return statement(
    build
      .select({
        createdAt: sql<number>`created_at`.as('created_at'),
        id: sql<string>`id`.as('id'),
        books: sql<number>`n`.as('n'),
        bytes: sql<number>`total`.as('total'),
      })
      .from(sql`(${counted})`)
      .where(
        sql`n > 1 and ((n - 1) % ${pageBooks} = 0 or total / ${pageBytes} > (total - size) / ${pageBytes}
          or n > ${raw(limits.books)} or total > ${raw(limits.bytes)})`,
      )
      // The walk stops here. Behind the end of the part it would read the texts of up to 10,000 books for nothing.
      .limit(pages + 1),
  )
}

export interface Range {
  fromAt: number
  fromId: string
  toAt: number
  toId: string
  limit: number
}

const isWithin = ({ userId, fromAt, fromId, toAt, toId }: Placeholders<Range & Reader>) =>
  and(
    eq(books.userId, userId),
    sql`${position} >= (${fromAt}, ${fromId})`,
    sql`${position} < (${toAt}, ${toId})`,
  )

const inOrder = [asc(books.createdAt), asc(books.id)] as const

/** The caller's books between two places in order of creation, for `readAsCaller`. */
export const selectRange = preparedForCaller(({ callers, isLive }, range: Placeholders<Range & Reader>) =>
  build
    .select(bookColumns)
    .from(callers)
    .leftJoin(books, isWithin(range))
    .where(isLive)
    .orderBy(...inOrder)
    .limit(varying(range.limit)),
)

/** Those of them that have a cover, for `readAsCaller`. */
export const selectCoverRange = preparedForCaller(
  ({ callers, isLive }, range: Placeholders<Range & Reader>) =>
    build
      .select({ id: books.id, title: books.title, createdAt: books.createdAt, coverKey: books.coverKey })
      .from(callers)
      .leftJoin(books, and(isWithin(range), isNotNull(books.coverKey)))
      .where(isLive)
      .orderBy(...inOrder)
      .limit(varying(range.limit)),
)
