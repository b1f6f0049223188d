import { eq, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { books, deletedBooks } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { deletionsKeptMs } from './limits.ts'

// Each statement that writes books of a library gives them the next number of the library, in `change_seq`. D1 carries out
// one transaction after the other, so the numbers are in the order of the transactions: a program that has read up to a
// number finds everything later behind it. The rows of one statement share a number.

/** Who writes, and when the request arrived. */
export type Writer = Pick<Caller, 'userId' | 'at'>

const greatest = (table: typeof books | typeof deletedBooks, userId: string | SQL) =>
  sql`coalesce(${build
    .select({ last: sql`max(${table.changeSeq})` })
    .from(table)
    .where(eq(table.userId, userId))}, 0)`

/** The number of the last change of a library, as SQL; 0 before the first. Two seeks in indexes. */
export const lastChange = (userId: string | SQL): SQL<number> =>
  sql<number>`max(${greatest(books, userId)}, ${greatest(deletedBooks, userId)})`

/**
 * The number of the next change of a library, as SQL: the greater of the time of the writer in milliseconds and the number
 * after the last one. So it never falls behind the numbers of deletions that were forgotten.
 */
export const nextChange = ({ userId, at }: Writer): SQL<number> =>
  sql<number>`max(${at.getTime()}, 1 + ${lastChange(userId)})`

/** Remembers the deletion of the books that `isDeleted` matches. Must run before they are deleted. */
export const rememberDeleted = (writer: Writer, isDeleted: SQL | undefined) =>
  statement(
    build.insert(deletedBooks).select(
      build
        .select({
          id: books.id,
          userId: books.userId,
          changeSeq: nextChange(writer).as('change_seq'),
          expiresAt: sql<Date>`${writer.at.getTime() + deletionsKeptMs}`.as('expires_at'),
        })
        .from(books)
        .where(isDeleted),
    ),
  )
