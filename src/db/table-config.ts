import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'

/** @returns the name of a table in SQLite */
export const tableName = (table: SQLiteTable): string => getTableConfig(table).name

/** @returns the tables that a table refers to, each once. Their rows must exist first. */
export const referencesOf = (table: SQLiteTable): SQLiteTable[] => [
  ...new Set(getTableConfig(table).foreignKeys.map((key) => key.reference().foreignTable as SQLiteTable)),
]
