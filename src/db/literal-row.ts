import { type Column, getTableColumns, is, SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** A row whose values may be computed by the statement that inserts it. */
export type LiteralRow<T extends SQLiteTable> = {
  [K in keyof T['$inferSelect']]: T['$inferSelect'][K] | SQL<T['$inferSelect'][K]>
}

const literal = (value: unknown, column: Column): SQL => {
  if (value === null) return sql`null`
  return is(value, SQL) ? value : sql`${sql.param(value, column)}`
}

/**
 * `values` as the columns of a `SELECT`, in the order of the table. `INSERT … SELECT … WHERE` then inserts a row only if
 * its condition holds in the same statement: D1 has no transaction that could read first and write afterwards.
 * @param values must have every column, as a value or as SQL
 * @returns the argument of `select()`
 */
export const literalRow = <T extends SQLiteTable>(table: T, values: LiteralRow<T>) => {
  const columns = Object.entries(getTableColumns(table))
  const row: Record<string, SQL.Aliased> = {}
  for (const [key, column] of columns) {
    const value: unknown = values[key]
    row[key] = literal(value, column).as(column.name)
  }
  return row as { [K in keyof T['$inferSelect']]: SQL.Aliased<T['$inferSelect'][K]> }
}
