import { maxTitleLength } from '../limits.ts'
import { Draft } from './draft.ts'
import type { Table, TableRow } from './file/table.ts'
import { finishExtra } from './finish-extra.ts'
import { type ProblemCode, problemOf } from './issues.ts'
import type { ColumnUse } from './read-columns.ts'
import { finishReadings } from './readers/finish-readings.ts'
import { finishShelves } from './readers/finish-shelves.ts'
import { finishIsbn } from './readers/isbns.ts'
import { finishSeries } from './readers/numbers.ts'
import type { FailedRow, ImportRow } from './rows.ts'

interface Options {
  /** Whether texts are exactly those of our export. */
  isOurs: boolean
  /** Whether broken characters of the file were replaced. */
  isDamaged: boolean
  unguardCell: ((cell: string) => string) | undefined
}

const excerptOf = (title: string): string =>
  Array.from(
    title
      .trim()
      .slice(0, 2 * maxTitleLength)
      .toWellFormed(),
  )
    .slice(0, maxTitleLength)
    .join('')

/** `="0439023480"`: a formula that keeps spreadsheets from reading digits as a number. */
const textFormula = /^="([^"]*)"$/

const withoutFormula = (cell: string): string =>
  cell.startsWith('=') ? cell.replace(textFormula, '$1') : cell

const readCells = (cells: string[], use: ColumnUse[], { isOurs, isDamaged }: Options): Draft => {
  const draft = new Draft()
  for (const [index, raw] of cells.entries()) {
    const { column, reader, isIgnored } = use[index] ?? {}
    const cell = isOurs ? raw : withoutFormula(raw)
    if (!column || isIgnored || (isOurs ? cell === '' : cell.trim() === '')) continue
    if (isDamaged && cell.includes('\ufffd')) draft.note(column, cell, 'damaged_text')
    if (reader) reader.read(cell, draft, column)
    else draft.keep(column, cell)
  }
  return draft
}

const finish = (draft: Draft): boolean => {
  finishIsbn(draft)
  finishSeries(draft)
  finishShelves(draft)
  finishReadings(draft)
  return finishExtra(draft)
}

const isWellFormed = (cells: string[]): boolean => cells.every((cell) => cell.isWellFormed())

/** @returns the rows, as books or as problems */
export const readRows = ({ rows }: Table, use: ColumnUse[], options: Options): ImportRow[] => {
  const titlePlace = use.findIndex(({ reader }) => reader?.to === 'title')
  const { unguardCell } = options
  const readRow = ({ row, cells: raw, isMalformed }: TableRow): ImportRow => {
    const cells = unguardCell ? raw.map(unguardCell) : raw
    const fail = (code: ProblemCode, where?: string): FailedRow => {
      const title = cells[titlePlace]
      return { row, title: title && excerptOf(title), problem: problemOf(code, where), cells }
    }
    if (isMalformed) return fail('malformed_quotes')
    if (cells.length > use.length) return fail('ragged_row')
    if (!isWellFormed(cells)) return fail('invalid_text')
    const draft = readCells(cells, use, options)
    if (draft.fields.title === '') return fail('title_empty')
    if (!finish(draft)) return fail('too_much_text')
    const { fields, fileTitle, createdAt, issues } = draft
    return { row, fields, fileTitle, createdAt, issues }
  }
  return rows.map(readRow)
}
