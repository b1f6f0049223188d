import { categories } from '../../db/schema.ts'
import type { BookFields } from '../fields.ts'
import { maxDescriptionLength, maxTitleLength } from '../limits.ts'
import { maxImportRows } from './limits.ts'

export const importFormats = ['bookplate_csv', 'bookplate_json', 'goodreads', 'storygraph'] as const
export type ImportFormat = (typeof importFormats)[number]

/** The reasons why a whole file cannot be read: `reason → message`. */
export const unreadable = {
  not_utf8: 'The file is not text in UTF-8.',
  unknown_format: 'The file does not start like an export of Goodreads, StoryGraph or Bookplate.',
  repeated_column: 'The first line of the file has the same column twice.',
  row_without_end: 'A row does not end: a quote is never closed, or the file is incomplete.',
  malformed_csv: 'Too many cells have quotes where CSV does not allow them.',
  malformed_json:
    'The file is not valid JSON in UTF-8, has the same name twice in one object, or is incomplete.',
  too_many_rows: `The file has more than ${maxImportRows.toLocaleString('en')} rows.`,
} as const

export type UnreadableReason = keyof typeof unreadable

/** Stops the reading of a file. `parseImport` catches it. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason) {
    super(reason)
    this.reason = reason
  }
}

/** The reasons why a row is not imported: `code → message`, without its full stop. */
const problems = {
  ragged_row: 'The row has more or fewer cells than the first line of the file',
  malformed_quotes: 'A quoted cell has a quote in its middle, so its end is not clear',
  unknown_field: 'A book does not have this field',
  invalid_field: 'A field is missing or is not valid',
  invalid_text: 'The text is not well-formed Unicode',
  title_empty: 'The title is missing',
  title_too_long: `The title has more than ${maxTitleLength} characters`,
  description_too_long: `The description, with the authors and the review, has more than ${maxDescriptionLength.toLocaleString('en')} characters`,
  unknown_category: `The category is not one of ${categories.join(', ')}`,
  invalid_date: 'The date lies in the future or does not have the format of an export',
} as const

export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

export interface Problem {
  code: ProblemCode
  message: string
}

/** @param where the name of the field with the problem */
export const problemOf = (code: ProblemCode, where?: string): Problem => ({
  code,
  message: `${problems[code]}${where === undefined ? '' : `: ${where}`}.`,
})

export interface ImportedBook extends BookFields {
  /** Whether no shelf names the category for certain. It is then the nearest one, or the one for everything else. */
  categoryGuessed: boolean
  /** Undefined if the file does not say it. */
  createdAt: Date | undefined
}

export interface GoodRow extends ImportedBook {
  /** Counts from 1, below the header. Blank lines count, so a spreadsheet shows this number plus one. */
  row: number
  problem?: undefined
}

export interface FailedRow {
  row: number
  /** At most 200 characters; undefined if the row has none. */
  title: string | undefined
  problem: Problem
  /** The cells of the row, for `failedRowsCsv`. */
  cells: string[]
}

export type ImportRow = GoodRow | FailedRow

export interface ReadFile {
  format: ImportFormat
  /** The columns under the names of the file, for `failedRowsCsv`. */
  header: string[]
  /** The columns that are not read. */
  ignoredColumns: string[]
  /** Without blank lines. */
  rows: ImportRow[]
}

export type ImportFile =
  | ({ kind: 'rows' } & ReadFile)
  | { kind: 'unreadable'; reason: UnreadableReason; message: string }
