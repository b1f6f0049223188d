import * as z from 'zod'
import { parseJson } from '../../../http/json.ts'
import { maxColumns, maxImportRows, maxJsonDepth, maxJsonMembers, maxMarks } from '../limits.ts'
import type { Table } from './table.ts'
import { Unreadable } from './unreadable.ts'

/** Our export. Version 1 has only texts; version 2 has every field. */
const exportFile = z.strictObject({
  format: z.literal('bookplate'),
  version: z.literal([1, 2]),
  note: z.string().optional(),
  books: z.array(z.unknown()),
})

const codes = Object.fromEntries([...'"\\{}[],:'].map((sign) => [sign, sign.charCodeAt(0)]))

/**
 * @returns whether the JSON has more parts than any library: 20 MiB of "[{}," need more memory than a Worker has. Valid JSON
 *   is judged exactly, other text only roughly.
 */
const isCrowded = (bytes: Uint8Array): boolean => {
  const members: number[] = [0]
  let depth = 0
  let weight = 0
  let isString = false
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte === codes['"']) isString = !isString
    else if (isString) {
      if (byte === codes['\\']) index += 1
    } else if (byte === codes['{'] || byte === codes['[']) {
      weight += 5
      depth += 1
      members[depth] = 0
      if (depth > maxJsonDepth) return true
    } else if (byte === codes['}'] || byte === codes[']']) depth = Math.max(0, depth - 1)
    else if (byte === codes[',']) weight += 1
    else if (byte === codes[':']) {
      weight += 1
      members[depth] = (members[depth] ?? 0) + 1
      if ((members[depth] ?? 0) > maxJsonMembers) return true
    }
    if (weight > maxMarks) return true
  }
  return false
}

/** Null and a missing value are an empty cell. */
const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The column of list items that are no objects. */
const itemColumn = 'item'

const tableOfBooks = (books: unknown[]): Table => {
  if (books.length > maxImportRows) throw new Unreadable('too_many_rows')
  const places = new Map<string, number>()
  const objects = books.map((book) => (isObject(book) ? book : { [itemColumn]: book }))
  for (const book of objects)
    for (const name of Object.keys(book)) if (!places.has(name)) places.set(name, places.size)
  if (places.size > maxColumns) throw new Unreadable('too_many_columns')
  const rows = objects.map((book, index) => {
    const cells: string[] = new Array(places.size).fill('')
    for (const [name, value] of Object.entries(book)) cells[places.get(name) ?? 0] = cellOf(value)
    return { row: index + 1, cells, isMalformed: false }
  })
  return { header: [...places.keys()], rows, isJson: true }
}

/**
 * Reads JSON as a table: a column for each member. So every format that has names of columns can be JSON as well.
 * @param bytes UTF-8 without a byte order mark
 * @returns whether it is our export, and the table
 * @throws Unreadable `malformed_json`, `not_a_list`, `too_many_rows`, `too_many_columns`
 */
export const readJson = (bytes: Uint8Array): { isExport: boolean; table: Table } => {
  if (isCrowded(bytes)) throw new Unreadable('too_many_rows')
  const json = parseJson(bytes.slice().buffer)
  if (!json) throw new Unreadable('malformed_json')
  if (Array.isArray(json.value)) return { isExport: false, table: tableOfBooks(json.value) }
  const file = exportFile.safeParse(json.value)
  if (!file.success) throw new Unreadable('not_a_list')
  return { isExport: true, table: tableOfBooks(file.data.books) }
}
