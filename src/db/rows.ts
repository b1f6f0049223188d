import { Column, is, SQL } from 'drizzle-orm'
import type { PreparedQuery } from 'drizzle-orm/session'
import type { SelectedFieldsOrdered } from 'drizzle-orm/sqlite-core'

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
  if (is(field, SQL.Aliased)) return { key, name: field.fieldAlias }
  if (!is(field, Column)) return undefined
  const isPlain = field.mapFromDriverValue === Column.prototype.mapFromDriverValue
  return { key, name: field.name, ...(!isPlain && { decode: (value) => field.mapFromDriverValue(value) }) }
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
