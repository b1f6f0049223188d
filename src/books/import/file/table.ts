import { maxColumns, maxImportRows, maxRecords } from '../limits.ts'
import type { CsvRecord } from './csv.ts'
import { Unreadable } from './unreadable.ts'

export interface TableRow {
  /** Counts from 1, below the header. Blank lines count, so a spreadsheet shows this number plus one. */
  row: number
  /** Without blank cells at the end. */
  cells: string[]
  isMalformed: boolean
}

/** The rows of a file of any format. */
export interface Table {
  /** The names of the columns as in the file, without blank ones at the end. */
  header: string[]
  /** Without blank rows. */
  rows: TableRow[]
  /** Whether the file was JSON. */
  isJson: boolean
}

const isBlank = (cell: string): boolean => cell.trim() === ''

/** Spreadsheets add blank cells at the end of rows, or leave them out. */
const trimmed = (cells: string[]): string[] => {
  let { length } = cells
  while (length > 0 && isBlank(cells[length - 1] ?? '')) length -= 1
  return cells.slice(0, length)
}

/** @throws Unreadable `too_many_columns`, `too_many_rows`, and the errors of `records` */
export const tableOf = (records: Iterable<CsvRecord>): Table => {
  let header: string[] | undefined
  const rows: TableRow[] = []
  let row = 0
  for (const record of records) {
    const cells = trimmed(record.cells)
    if (cells.length > maxColumns) throw new Unreadable('too_many_columns')
    if (header === undefined) {
      header = cells
      continue
    }
    row += 1
    if (row > maxRecords) throw new Unreadable('too_many_rows')
    if (cells.length === 0) continue
    if (rows.length === maxImportRows) throw new Unreadable('too_many_rows')
    rows.push({ row, cells, isMalformed: record.isMalformed })
  }
  return { header: header ?? [], rows, isJson: false }
}
