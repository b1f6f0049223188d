import { eq, inArray, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { books, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { textBytesOf, usageColumns } from './statements.ts'

/** Libraries that were not counted since `before`, the longest uncounted first. */
export const selectDueLibraries = (before: Date, limit: number) =>
  statement(
    build
      .select({ id: users.id, bookCount: users.bookCount, countedAt: users.countedAt })
      .from(users)
      .where(lte(users.countedAt, before))
      .orderBy(users.countedAt)
      .limit(limit),
  )

const isIn = (ids: string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`

/**
 * Counts libraries from their books, in one statement, so that no write comes between.
 * @returns `before` and `after`: the sizes as they were, and as they are
 */
export const libraryCount = (ids: string[], at: Date) => {
  const owners = alias(users, 'owners')
  const counted = build
    .select({
      ownerId: sql<string>`${owners.id}`.as('owner_id'),
      booksFound: sql<number>`count(${books.id})`.as('books_found'),
      textFound: sql<number>`coalesce(sum(${textBytesOf}), 0)`.as('text_found'),
      coversFound: sql<number>`coalesce(sum(${books.coverBytes}), 0)`.as('covers_found'),
    })
    .from(owners)
    .leftJoin(books, eq(books.userId, owners.id))
    .where(inArray(owners.id, isIn(ids)))
    .groupBy(owners.id)
    .as('counted')
  return {
    before: statement(
      build
        .select({ id: users.id, ...usageColumns })
        .from(users)
        .where(inArray(users.id, isIn(ids))),
    ),
    after: statement(
      build
        .update(users)
        .set({
          bookCount: sql`${counted.booksFound}`,
          textBytes: sql`${counted.textFound}`,
          coverBytes: sql`${counted.coversFound}`,
          countedAt: at,
        })
        .from(counted)
        .where(eq(users.id, counted.ownerId))
        .returning({ id: users.id, ...usageColumns }),
    ),
  }
}
