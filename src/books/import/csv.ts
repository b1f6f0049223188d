import Papa from 'papaparse'
import { maxRowLength, maxStrayQuotes } from './limits.ts'
import { Unreadable } from './report.ts'

const blockBytes = 64 * 1024
export interface CsvRecord {
  cells: string[]
  /** Whether a quoted cell has a quote in its middle: the cells may be split in the wrong places. */
  isMalformed: boolean
}

const decode = (decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string => {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw new Unreadable('not_utf8')
  }
}

/** In countries with a decimal comma, spreadsheets separate cells by semicolons. */
const delimiterOf = (text: string): string => {
  const [header = ''] = text.split('\n', 1)
  return [',', ';', '\t'].find((delimiter) => header.includes(delimiter)) ?? ','
}

/** The parser ends rows at LF. The CR of a CRLF stays in the last cell, unless that is quoted. */
const withoutReturn = (cells: string[]): string[] => cells.with(-1, cells.at(-1)?.replace(/\r$/, '') ?? '')

/**
 * Reads CSV block by block. So a file in one row, or a file of quotes alone, takes no more memory or time than any other
 * file of its size.
 * @param bytes UTF-8, without a byte order mark
 * @returns all rows, including the header and blank rows
 * @throws Unreadable `not_utf8`, `row_without_end`, `malformed_csv`
 */
export function* readCsv(bytes: Uint8Array): Generator<CsvRecord, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let parser: Papa.Parser | undefined
  let text = ''
  let strayQuotes = 0
  for (let start = 0; start < bytes.length; start += blockBytes) {
    const isLast = start + blockBytes >= bytes.length
    text += decode(decoder, bytes.subarray(start, start + blockBytes), !isLast)
    parser ??= new Papa.Parser({ delimiter: delimiterOf(text), newline: '\n' })
    const { data, errors, meta }: Papa.ParseResult<string[]> = parser.parse(text, 0, !isLast)
    if (errors.some(({ code }) => code === 'MissingQuotes')) throw new Unreadable('row_without_end')
    strayQuotes += errors.length
    if (strayQuotes > maxStrayQuotes) throw new Unreadable('malformed_csv')
    const malformed = new Set(errors.map(({ row }) => row))
    for (const [index, cells] of data.entries())
      yield { cells: withoutReturn(cells), isMalformed: malformed.has(index) }
    text = text.slice(meta.cursor)
    if (text.length > maxRowLength) throw new Unreadable('row_without_end')
  }
}
