import { and, eq, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { live } from '../../auth/live-caller.ts'
import { books } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { bookColumns } from '../rows.ts'

// The plus keeps SQLite from walking the library by an index of the reader.
const isAt = (userId: string, places: number[]) =>
  and(
    sql`+${books.userId} = ${userId}`,
    sql`${books}.rowid in (select value from json_each(${JSON.stringify(places)}))`,
  )

const place = sql<number>`${books}.rowid`.as('place')

/** The columns that tell the books of a library apart. All of it stands in the index `books_identity`: the rows are not read. */
export const selectIdentities = (caller: Caller) => {
  const { callers, isLive } = live(caller)
  return statement(
    build
      .select({ place, title: books.title, authors: books.authors, isbn: books.isbn })
      .from(callers)
      .innerJoin(books, eq(books.userId, caller.userId))
      .where(isLive),
  )
}

/** When the books of a library were created. All of it stands in the index `books_newest`. */
export const selectCreations = (caller: Caller) => {
  const { callers, isLive } = live(caller)
  return statement(
    build
      .select({ place, createdAt: books.createdAt })
      .from(callers)
      .innerJoin(books, eq(books.userId, caller.userId))
      .where(isLive),
  )
}

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
