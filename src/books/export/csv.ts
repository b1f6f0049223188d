import { type ExportedBook, exportedColumns, exportedValue } from './exported-book.ts'

// A spreadsheet runs text after the first four characters, also behind white space. `'` is in the set, so that the import
// can tell the quote of `guard` from a quote of the text.
const guarded = new Set(['=', '+', '-', '@', "'", '\t', '\r'])

/** @returns the cell, with one `'` in front if a spreadsheet would run it */
export const guard = (cell: string): string => (guarded.has(cell.charAt(0)) ? `'${cell}` : cell)

/** The reverse of `guard`: `unguard(guard(cell)) === cell` for every text. */
export const unguard = (cell: string): string =>
  cell.startsWith("'") && guarded.has(cell.charAt(1)) ? cell.slice(1) : cell

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** @returns a line of CSV (RFC 4180) with its CRLF, without guards */
export const plainCsvLine = (cells: readonly string[]): string => `${cells.map(quote).join(',')}\r\n`

/** @returns a line of CSV (RFC 4180) with its CRLF, every cell guarded */
export const csvLine = (cells: readonly string[]): string => plainCsvLine(cells.map(guard))

export const csvHeader = csvLine(exportedColumns)

/** An empty cell stands for null. No field tells null from an empty text. Lists and objects are JSON. */
const cellOf = (value: unknown): string => {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** @returns the line of a book */
export const csvRow = (book: ExportedBook): string =>
  csvLine(exportedColumns.map((column) => cellOf(exportedValue(book, column))))
