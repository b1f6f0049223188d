import { and, eq, exists, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { books, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import {
  bracketBytes,
  type CountedText,
  type CountedTexts,
  countedJson,
  countedTexts,
  storedBytes,
  type Usage,
} from './usage.ts'

// The columns of `users` hold the size of the library. Each batch that writes books changes them by what it writes, so
// that no write counts the library. Before the first count of an old library they are too small, never too large, and may
// be negative: no write is rejected wrongly.

export const usageColumns = {
  bookCount: users.bookCount,
  textBytes: users.textBytes,
  coverBytes: users.coverBytes,
}

export const sizeOfText = (name: CountedText) =>
  books[name].notNull ? sql`octet_length(${books[name]})` : sql`coalesce(octet_length(${books[name]}), 0)`

/** The bytes of the text of a book in UTF-8. SQLite reads them from the header of the row, without the text. */
export const textBytesOf = sql`(${sql.join(
  countedTexts.map((name) => sizeOfText(name)),
  sql` + `,
)} - ${sql.raw(String(bracketBytes * countedJson.length))})`

export const selectUsage = (userId: string) =>
  statement(build.select(usageColumns).from(users).where(eq(users.id, userId)))

/** A condition for a write that adds `growth` to a library: the library then is within its quota. */
export const ifFits = (userId: string, growth: Usage, quota: Usage): SQL => {
  const fits = (name: keyof Usage) =>
    growth[name] > 0 ? lte(users[name], quota[name] - growth[name]) : undefined
  return exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), fits('bookCount'), fits('textBytes'), fits('coverBytes'))),
  )
}

const sizeOf = (where: SQL | undefined) =>
  build
    .select({
      booksWritten: sql<number>`count(*)`.as('books_written'),
      textWritten: sql<number>`coalesce(sum(${textBytesOf}), 0)`.as('text_written'),
      coversWritten: sql<number>`coalesce(sum(${books.coverBytes}), 0)`.as('covers_written'),
    })
    .from(books)
    .where(where)
    .as('written')

const countWritten = (written: ReturnType<typeof sizeOf>, sign: '+' | '-') => {
  const by = sql.raw(sign)
  return build
    .update(users)
    .set({
      bookCount: sql`${users.bookCount} ${by} ${written.booksWritten}`,
      textBytes: sql`${users.textBytes} ${by} ${written.textWritten}`,
      coverBytes: sql`${users.coverBytes} ${by} ${written.coversWritten}`,
    })
    .from(written)
}

/**
 * Counts books of a reader that were just inserted. Must run after the insertion.
 * @param ids of new books: those that were not inserted do not count
 * @returns the size of the library
 */
export const countCreated = (userId: string, ids: string[]) => {
  const created = sizeOf(inArray(books.id, sql`(select value from json_each(${JSON.stringify(ids)}))`))
  return statement(countWritten(created, '+').where(eq(users.id, userId)).returning(usageColumns))
}

/** Takes the books of a reader that `where` matches off the size of the library. Must run before they are deleted. */
export const countDeleted = (userId: string, where: SQL | undefined) => {
  const deleted = sizeOf(where)
  return statement(
    countWritten(deleted, '-').where(and(eq(users.id, userId), sql`${deleted.booksWritten} > 0`)),
  )
}

/** The growth of a book's text, as SQL over the row before the change. */
const textGrowthOf = (changes: SizedChanges) => {
  if (changes.textGrowth) return changes.textGrowth
  const changed = countedTexts.flatMap((name) => {
    const text = changes[name]
    return text === undefined ? [] : [sql`${storedBytes(text)} - ${sizeOfText(name)}`]
  })
  return changed.length > 0 ? sql`(${sql.join(changed, sql` + `)})` : undefined
}

const coverGrowth = ({ coverBytes }: SizedChanges) =>
  coverBytes === undefined ? undefined : sql`(${coverBytes} - coalesce(${books.coverBytes}, 0))`

/** The part of a change of a book that changes the size of the library. */
export interface SizedChanges extends CountedTexts {
  coverBytes?: number | undefined
  /** Of a change whose texts only SQL knows: the growth of the text, over the row before the change. */
  textGrowth?: SQL
}

const countGrowth = (
  userId: string,
  changes: SizedChanges,
  isChangeable: SQL | undefined,
  sign: '+' | '-',
) => {
  const growth = build
    .select({
      textGrown: sql<number>`coalesce(sum(${textGrowthOf(changes) ?? sql`0`}), 0)`.as('text_grown'),
      coversGrown: sql<number>`coalesce(sum(${coverGrowth(changes) ?? sql`0`}), 0)`.as('covers_grown'),
    })
    .from(books)
    .where(isChangeable)
    .as('growth')
  const by = sql.raw(sign)
  return statement(
    build
      .update(users)
      .set({
        textBytes: sql`${users.textBytes} ${by} ${growth.textGrown}`,
        coverBytes: sql`${users.coverBytes} ${by} ${growth.coversGrown}`,
      })
      .from(growth)
      // Nothing is written where nothing grows: D1 bills written rows.
      .where(and(eq(users.id, userId), sql`(${growth.textGrown} <> 0 or ${growth.coversGrown} <> 0)`)),
  )
}

/**
 * Three steps of a change whose growth only the old row tells. Reserve the growth; change the book if the library is
 * still within its quota; release the growth of a book that was not changed. Of a changed book the last step finds no
 * growth.
 * @param isChangeable the condition of the change, apart from the quota
 * @returns undefined statements for changes that have no size
 */
export const sizedChange = (
  userId: string,
  changes: SizedChanges,
  isChangeable: SQL | undefined,
  quota: Usage,
) => {
  const growths = [
    { growth: textGrowthOf(changes), column: users.textBytes, most: quota.textBytes },
    { growth: coverGrowth(changes), column: users.coverBytes, most: quota.coverBytes },
  ].flatMap(({ growth, ...rest }) => (growth ? [{ growth, ...rest }] : []))
  if (growths.length === 0) return { reserved: undefined, ifReserved: undefined, released: undefined }
  const fits = growths.map(({ growth, column, most }) => {
    const reserved = build.select({ size: column }).from(users).where(eq(users.id, userId))
    return sql`(${growth} <= 0 or ${reserved} <= ${most})`
  })
  return {
    reserved: countGrowth(userId, changes, isChangeable, '+'),
    ifReserved: and(...fits),
    released: countGrowth(userId, changes, isChangeable, '-'),
  }
}
