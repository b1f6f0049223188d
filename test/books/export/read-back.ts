import Papa from 'papaparse'
import { unguard } from '../../../src/books/export/csv.ts'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'

const asJson = new Set(['authors', 'readings', 'tags', 'extra', 'owned'])
const asNumber = new Set(['series_number', 'published_year', 'pages', 'rating', 'progress'])
const asText = new Set(['title', 'description', 'review', 'notes'])

const readCell = (column: string, cell: string): unknown => {
  if (asText.has(column)) return cell
  if (cell === '') return null
  if (asNumber.has(column)) return Number(cell)
  return asJson.has(column) ? JSON.parse(cell) : cell
}

type Exported = Record<string, unknown> & { created_at: string }

const withDate = ({ created_at, ...fields }: Exported) =>
  ({ ...fields, createdAt: new Date(created_at) }) as ExportedBook

/** Reads our CSV as docs/export.md describes it, and not as the import does. */
const readCsv = (text: string): ExportedBook[] => {
  const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' })
  const [header = [], ...rows] = data.slice(0, -1)
  return rows.map((cells) => {
    const members = header.map((column, at) => [column, readCell(column, unguard(cells[at] ?? ''))])
    return withDate(Object.fromEntries(members))
  })
}

const readJson = (text: string): ExportedBook[] => JSON.parse(text).books.map(withDate)

/** @returns the books of an export */
export const readBack = (text: string): ExportedBook[] =>
  text.startsWith('{') ? readJson(text) : readCsv(text)
