import { getTableColumns } from 'drizzle-orm'
import { newBookRow } from '../../src/books/rows.ts'
import { books } from '../../src/db/schema.ts'

const columns = Object.entries(getTableColumns(books))

export const columnNames = columns.map(([, { name }]) => name)

/** @returns the values of a new book in the order of `columnNames`. No file is made of the cover, nor measured. */
export const rowOf = (userId, fields, coverKey) => {
  const row = newBookRow({ userId, at: new Date() }, fields, undefined)
  row.coverKey = coverKey
  return columns.map(([key, column]) => (row[key] === null ? null : column.mapToDriverValue(row[key])))
}
