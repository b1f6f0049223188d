import { unguard } from '../export/csv.ts'
import type { DateOrder } from './dates.ts'
import { problemColumn } from './failed-rows.ts'
import { readCsv } from './file/csv.ts'
import { decodeBlocks, encodingOf } from './file/decode.ts'
import { readJson } from './file/json.ts'
import { type Table, tableOf } from './file/table.ts'
import { Unreadable, type UnreadableReason, unreadable } from './file/unreadable.ts'
import { bookplate } from './formats/bookplate.ts'
import type { ImportFormat } from './formats/format.ts'
import { formatOf } from './formats/formats.ts'
import type { Mapping } from './mapping.ts'
import { proposedMapping } from './mapping.ts'
import {
  type AmbiguousDates,
  type ColumnReport,
  type ColumnUse,
  type MappingProblem,
  readColumns,
  uniqueNames,
} from './read-columns.ts'
import { readRows } from './read-rows.ts'
import type { ImportRow } from './rows.ts'

export interface ReadFile {
  format: ImportFormat
  /** The columns under the names of the file, for `failedRowsCsv`. */
  header: string[]
  columns: ColumnReport[]
  /** The mapping that was used: the one given, or a proposal. Null for a format that is known. */
  mapping: Mapping | null
  /** Columns with dates whose order nothing tells. */
  ambiguousDates: AmbiguousDates[]
  /** Whether each row of the file is a book of its own, as in our export. */
  isOurs: boolean
  /** Without blank lines. */
  rows: ImportRow[]
}

export type ImportFile =
  | ({ kind: 'rows' } & ReadFile)
  | { kind: 'unreadable'; reason: UnreadableReason; message: string }
  | { kind: 'mapping'; problem: MappingProblem['problem']; column: string }

export interface ParseOptions {
  /** A date after it is invalid. */
  now?: Date
  mapping?: Mapping | undefined
  dateOrder?: DateOrder | undefined
}

const isJson = (text: string): boolean => /^\s*[[{]/.test(text)

/** JSON in another encoding than UTF-8 is encoded again: the parser of JSON takes bytes. */
const jsonBytes = (file: Uint8Array, encoding: ReturnType<typeof encodingOf>): Uint8Array =>
  encoding.label === 'utf-8' && !encoding.isDamaged
    ? file.subarray(encoding.start)
    : new TextEncoder().encode([...decodeBlocks(file, encoding)].join(''))

interface FoundTable {
  table: Table
  isExport: boolean
  isDamaged: boolean
}

const readTable = (file: Uint8Array): FoundTable => {
  const encoding = encodingOf(file)
  const { isDamaged } = encoding
  const [start = ''] = decodeBlocks(file.subarray(0, encoding.start + 4096), encoding)
  if (isJson(start)) return { ...readJson(jsonBytes(file, encoding)), isDamaged }
  return { table: tableOf(readCsv(decodeBlocks(file, encoding))), isExport: false, isDamaged }
}

const read = (
  file: Uint8Array,
  { now = new Date(), mapping, dateOrder }: ParseOptions,
): ReadFile | MappingProblem => {
  const { table, isExport, isDamaged } = readTable(file)
  const { header } = table
  // A text of a reader may have a zero character, but no name of a column.
  if (header.some((name) => name.includes('\0'))) throw new Unreadable('not_text')
  const names = header.map((name) => name.trim().toLowerCase())
  const known = mapping ? undefined : isExport ? bookplate : formatOf(names)
  const used = known ? null : (mapping ?? proposedMapping(uniqueNames(header)))
  // A line of any text must not become a file of failed rows.
  if (used && !mapping && used.title === undefined && header.length < 2)
    throw new Unreadable('unknown_format')
  if (table.rows.length === 0 && !known) throw new Unreadable('unknown_format')
  // The last column of a file of failed rows names their problems. Its cells are guarded, as those of our export.
  const wasFailed = !table.isJson && names.at(-1) === problemColumn
  const isOurs = known?.isOurs ?? false
  const use: ColumnUse[] | MappingProblem = readColumns({
    table,
    readers: known?.readers,
    mapping: used,
    // The JSON in a ZIP names the files of covers, which no import reads.
    isIgnored: (index) =>
      (wasFailed && index === names.length - 1) || (isExport && names[index] === 'cover_file'),
    dateOrder,
    now,
  })
  if ('column' in use) return use
  const isGuarded = !table.isJson && (isOurs || wasFailed)
  return {
    format: isOurs && table.isJson ? 'bookplate_json' : (known?.format ?? 'other'),
    header,
    columns: use.map(({ report }) => report),
    mapping: used,
    ambiguousDates: use.flatMap(({ ambiguous }) => ambiguous ?? []),
    isOurs,
    rows: readRows(table, use, { isOurs, isDamaged, unguardCell: isGuarded ? unguard : undefined }),
  }
}

/**
 * Reads a file of books. Its bytes and its columns decide its format, not its name.
 * @returns every row, as a book or as a problem; or the reason why the file cannot be read
 */
export const parseImport = (file: Uint8Array, options: ParseOptions = {}): ImportFile => {
  try {
    const found = read(file, options)
    return 'column' in found ? { kind: 'mapping', ...found } : { kind: 'rows', ...found }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { kind: 'unreadable', reason: error.reason, message: unreadable[error.reason] }
  }
}
