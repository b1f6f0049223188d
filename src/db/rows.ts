import { Column, type GetColumnData, is, SQL, sql } from 'drizzle-orm'
import type { PreparedQuery } from 'drizzle-orm/session'
import type { SelectedFieldsOrdered, SQLiteColumn } from 'drizzle-orm/sqlite-core'

interface ReadColumn {
  /** The member of the row that the service reads. */
  key: string
  /** The member of the row that D1 returns. */
  name: string
  /** Absent if the value needs no conversion. */
  decode?: (value: unknown) => unknown
}

const readColumn = ({ path, field }: SelectedFieldsOrdered[number]): ReadColumn | undefined => {
  const [key] = path
  if (key === undefined || path.length > 1) return undefined
  if (is(field, SQL.Aliased)) {
    const { decoder } = field.sql as unknown as { decoder: unknown }
    return { key, name: field.fieldAlias, ...(is(decoder, Column) && decodeAs(decoder)) }
  }
  return is(field, Column) ? { key, name: field.name, ...decodeAs(field) } : undefined
}

const decodeAs = (column: Column): Pick<ReadColumn, 'decode'> =>
  column.mapFromDriverValue === Column.prototype.mapFromDriverValue
    ? {}
    : { decode: (value) => column.mapFromDriverValue(value) }

/**
 * @returns the columns under the names that they have in the service. Rows of such columns alone need no copy, which is a
 *   twentieth of the CPU of a list.
 */
export const named = <C extends Record<string, SQLiteColumn>>(columns: C) =>
  Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [key, sql`${column}`.mapWith(column).as(key)]),
  ) as { [K in keyof C]: SQL.Aliased<GetColumnData<C[K]>> }

/** No other code has the rows of a result, so they are decoded where they are. */
const readInPlace = (columns: ReadColumn[]) => {
  const decoded = columns.flatMap(({ key, decode }) => (decode ? [{ key, decode }] : []))
  return ({ results }: D1Result) => {
    for (const row of results as Record<string, unknown>[])
      for (const { key, decode } of decoded) {
        const value = row[key]
        if (value !== null) row[key] = decode(value)
      }
    return results
  }
}

/**
 * Drizzle turns the rows of D1 into arrays and back into objects, which takes longer than the rest of a read. Columns by
 * name do the same in one step. Drizzle knows them in `fields`, which its types hide; other statements are left to it.
 * @returns a function that reads the rows of a result of D1
 */
export const rowReader = (query: PreparedQuery): ((result: D1Result) => unknown) => {
  const { fields } = query as { fields?: SelectedFieldsOrdered }
  const columns = fields?.map(readColumn)
  if (!columns?.every((column) => column !== undefined)) return (result) => query.mapResult(result, true)
  if (columns.every(({ key, name }) => key === name)) return readInPlace(columns)
  // V8 makes a dictionary of an object that gets many computed members, but not of the copy of one that has them.
  const empty: Record<string, unknown> = JSON.parse(
    JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, null]))),
  )
  const read = (stored: Record<string, unknown>) => {
    const row = { ...empty }
    for (const { key, name, decode } of columns) {
      const value = stored[name]
      if (value !== null) row[key] = decode ? decode(value) : value
    }
    return row
  }
  return ({ results }) => (results as Record<string, unknown>[]).map(read)
}
