import { sql } from 'drizzle-orm'

/** A member of a row, in SQL: `value` is the row as JSON. The names come from the schema, never from a client. */
export const member = (name: string) => sql.raw(`value ->> '$.${name}'`)

/** @returns columns as JSON, with each value as D1 stores it */
export const rowJson = (columns: Record<string, unknown>): string => {
  const stored = (value: unknown) => {
    if (value instanceof Date) return value.getTime()
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
  }
  return JSON.stringify(
    Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, stored(value)])),
  )
}

/** A row for the statements of an import. */
export interface WrittenRow {
  id: string
  /** The bytes that count for the quota. */
  textBytes: number
  /** `rowJson` of the columns and of `textBytes`. */
  json: string
  /** `rowJson` of the members that decide whether it is written, and of its size: without the long texts. */
  sizeJson: string
}

/** @returns the sizes as a JSON array */
export const sizesOf = (rows: WrittenRow[]): string => `[${rows.map(({ sizeJson }) => sizeJson).join()}]`

/** @returns the rows as a JSON array */
export const listOf = (rows: WrittenRow[]): string => `[${rows.map(({ json }) => json).join()}]`
