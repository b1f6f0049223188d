import { type BookField, type BookFields, bookFieldNames } from '../fields.ts'

/** A book of an export: its fields and its creation. */
export type ExportedBook = BookFields & { createdAt: Date }

export type ExportedColumn = BookField | 'created_at'

/** The columns of our CSV, and the members of a book in our JSON, in order. */
export const exportedColumns: readonly ExportedColumn[] = [...bookFieldNames, 'created_at']

/** @returns the value of a column. `created_at` is RFC 3339 in UTC with milliseconds. */
export const exportedValue = (book: ExportedBook, column: ExportedColumn): unknown =>
  column === 'created_at' ? book.createdAt.toISOString() : book[column]
