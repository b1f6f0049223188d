import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/**
 * `values` as the columns of a `SELECT`, in the order of the table. `INSERT … SELECT … WHERE` then inserts a row only if
 * its condition holds in the same statement: D1 has no transaction that could read first and write afterwards.
 * @param values must have every column
 * @returns the argument of `select()`
 */
export const literalRow = <T extends SQLiteTable>(table: T, values: T['$inferSelect']) => {
  const columns = Object.entries(getTableColumns(table))
  const row: Record<string, SQL.Aliased> = {}
  for (const [key, column] of columns) {
    const value: unknown = values[key]
    row[key] = (value === null ? sql`null` : sql`${sql.param(value, column)}`).as(column.name)
  }
  return row as { [K in keyof T['$inferSelect']]: SQL.Aliased<T['$inferSelect'][K]> }
}
