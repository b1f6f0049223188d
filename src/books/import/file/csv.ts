import Papa from 'papaparse'
import { maxRowLength, maxStrayQuotes } from '../limits.ts'
import { type Shape, shapeOf } from './shape.ts'
import { Unreadable } from './unreadable.ts'

export interface CsvRecord {
  cells: string[]
  /** Whether a quoted cell has a quote in its middle: the cells may be split in the wrong places. */
  isMalformed: boolean
}

/** The parser ends rows at LF. The CR of a CRLF stays in the last cell, unless that is quoted. */
const withoutReturn = (cells: string[]): string[] => cells.with(-1, cells.at(-1)?.replace(/\r$/, '') ?? '')

// A spreadsheet that saved a raw file again put quotes around cells with commas and quotes, and only around those.
const isQuoted = /^"(?=[\s\S]*(?:,|""))(?:[^"]|"")*"$/

const unquoteRaw = (cell: string): string =>
  isQuoted.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell

/**
 * Reads CSV block by block. So a file in one row, or a file of quotes alone, takes no more memory or time than any other
 * file of its size.
 * @param blocks the text of the file
 * @returns all rows, including the header and blank rows
 * @throws Unreadable `row_without_end`, `malformed_csv`
 */
export function* readCsv(blocks: Iterable<string>): Generator<CsvRecord, undefined> {
  let shape: Shape | undefined
  let parser: Papa.Parser | undefined
  let text = ''
  let strayQuotes = 0
  for (const { block, isLast } of withLast(blocks)) {
    text += block
    if (!shape || !parser) {
      shape = shapeOf(text)
      text = text.slice(shape.skip)
      const { delimiter, newline, isRaw } = shape
      // Papa Parse splits without looking at quotes in its fast mode.
      parser = new Papa.Parser({ delimiter, newline, ...(isRaw && { fastMode: true }) })
    }
    const { data, errors, meta }: Papa.ParseResult<string[]> = parser.parse(text, 0, !isLast)
    if (errors.some(({ code }) => code === 'MissingQuotes')) throw new Unreadable('row_without_end')
    strayQuotes += errors.length
    if (strayQuotes > maxStrayQuotes) throw new Unreadable('malformed_csv')
    const malformed = new Set(errors.map(({ row }) => row))
    for (const [index, row] of data.entries()) {
      const cells = shape.newline === '\n' ? withoutReturn(row) : row
      yield { cells: shape.isRaw ? cells.map(unquoteRaw) : cells, isMalformed: malformed.has(index) }
    }
    text = text.slice(meta.cursor)
    if (text.length > maxRowLength) throw new Unreadable('row_without_end')
  }
}

function* withLast(blocks: Iterable<string>): Generator<{ block: string; isLast: boolean }> {
  let before: string | undefined
  for (const block of blocks) {
    if (before !== undefined) yield { block: before, isLast: false }
    before = block
  }
  if (before !== undefined) yield { block: before, isLast: true }
}
