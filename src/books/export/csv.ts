import type { books } from '../../db/schema.ts'

export type ExportedBook = Pick<typeof books.$inferSelect, 'title' | 'description' | 'category' | 'createdAt'>

// A spreadsheet runs what follows the first four, also after white space. `'` is one of them, so that what `guard`
// puts on and what was there before can be told apart.
const guarded = new Set(['=', '+', '-', '@', "'", '\t', '\r'])

/** @returns the cell with one `'` in front, if a spreadsheet would not show it as it is */
export const guard = (cell: string): string => (guarded.has(cell.charAt(0)) ? `'${cell}` : cell)

/** Takes off what `guard` put on: `unguard(guard(cell)) === cell` for every text. */
export const unguard = (cell: string): string =>
  cell.startsWith("'") && guarded.has(cell.charAt(1)) ? cell.slice(1) : cell

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** @returns a line of CSV (RFC 4180) with its CRLF, every cell guarded */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quote(guard(cell))).join(',')}\r\n`

export const csvColumns = ['title', 'description', 'category', 'created_at'] as const

export const csvHeader = csvLine(csvColumns)

/** @returns the line of a book; `created_at` is RFC 3339 in UTC with milliseconds */
export const csvRow = ({ title, description, category, createdAt }: ExportedBook): string =>
  csvLine([title, description, category, createdAt.toISOString()])
