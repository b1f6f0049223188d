import { and, eq, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
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
