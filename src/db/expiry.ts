import { count, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { build, statement } from './statement.ts'

/** The first `limit` rows that `where` matches, by number. */
const rowIds = (table: SQLiteTable, where: SQL | undefined, limit: number) =>
  build
    .select({ rowid: sql`rowid`.as('rowid') })
    .from(table)
    .where(where)
    .limit(limit)

const deletion = (table: SQLiteTable, where: SQL, limit: number) =>
  statement(
    build
      .delete(table)
      .where(sql`rowid in ${rowIds(table, where, limit)}`)
      .returning({ one: sql<number>`1`.as('one') }),
  )

/** Deletes rows that have expired. @returns one row for each */
export const expiredDeletion = (table: SQLiteTable, at: SQLiteColumn, now: Date, limit: number) =>
  deletion(table, lte(at, now), limit)

/** Deletes rows of a reader. @returns one row for each */
export const ownedDeletion = (table: SQLiteTable, owner: SQLiteColumn, userId: string, limit: number) =>
  deletion(table, eq(owner, userId), limit)

/** Counts rows, but no more than `limit`: a count reads each of them. */
export const boundedCount = (table: SQLiteTable, where: SQL | undefined, limit: number) =>
  statement(build.select({ rows: count().as('rows') }).from(rowIds(table, where, limit).as('bounded')))
