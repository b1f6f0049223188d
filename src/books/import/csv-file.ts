import { unguard } from '../export/csv.ts'
import { readCsv } from './csv.ts'
import { checkDraft, failRow } from './draft.ts'
import { problemColumn } from './failed-rows.ts'
import { type CsvFormat, csvFormats } from './formats.ts'
import { maxImportRows, maxRecords } from './limits.ts'
import { type ImportRow, type ProblemCode, type ReadFile, Unreadable } from './report.ts'

/** @throws Unreadable `unknown_format`, `repeated_column` */
const formatOf = (columns: string[]): CsvFormat => {
  const format = csvFormats.find(({ required }) => required.every((column) => columns.includes(column)))
  if (!format) throw new Unreadable('unknown_format')
  const read = [...format.required, ...format.optional]
  if (read.some((column) => columns.indexOf(column) !== columns.lastIndexOf(column)))
    throw new Unreadable('repeated_column')
  return format
}

const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === '')

/** @throws Unreadable the errors of `readCsv` and `formatOf`, `too_many_rows` */
export const readCsvFile = (bytes: Uint8Array, now: Date): ReadFile => {
  const records = readCsv(bytes)
  const header = records.next().value?.cells ?? []
  const columns = header.map((column) => column.trim().toLowerCase())
  const { format, required, optional, isGuarded, read } = formatOf(columns)
  // Looked up once: a search through the header in each row would take rows × columns steps.
  const places = new Map(columns.map((column, index) => [column, index]))
  const unguardCell = isGuarded || columns.at(-1) === problemColumn ? unguard : (cell: string) => cell

  const readRow = (row: number, cells: string[], isMalformed: boolean): ImportRow => {
    const cell = (column: string) => cells[places.get(column) ?? -1] ?? ''
    const fail = (code: ProblemCode, where?: string) => failRow(row, cell('title'), code, cells, where)
    if (isMalformed) return fail('malformed_quotes')
    if (cells.length !== columns.length) return fail('ragged_row')
    const checked = checkDraft(read(cell, now))
    return 'problem' in checked ? fail(checked.problem, checked.where) : { row, ...checked }
  }

  const rows: ImportRow[] = []
  let row = 0
  for (const { cells, isMalformed } of records) {
    row += 1
    if (row > maxRecords) throw new Unreadable('too_many_rows')
    if (isBlank(cells)) continue
    if (rows.length === maxImportRows) throw new Unreadable('too_many_rows')
    rows.push(readRow(row, cells.map(unguardCell), isMalformed))
  }
  const known = new Set([...required, ...optional, problemColumn])
  return {
    format,
    header,
    ignoredColumns: header.filter((_, index) => !known.has(columns[index] ?? '')),
    rows,
  }
}
