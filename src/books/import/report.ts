import { categories } from '../../db/schema.ts'
import type { ExportedBook } from '../export/csv.ts'

export const maxImportRows = 10_000

export const importFormats = ['bookplate_csv', 'bookplate_json', 'goodreads', 'storygraph'] as const
export type ImportFormat = (typeof importFormats)[number]

/** Why nothing of a file can be read: `reason → message`. */
export const unreadable = {
  not_utf8: 'The file is not text in UTF-8.',
  unknown_format:
    'The file is not an export of Goodreads, StoryGraph or Bookplate: its beginning says otherwise.',
  repeated_column: 'The first line of the file has a column twice.',
  row_without_end: 'A row does not end: one of its quotes is never closed, or the file was cut off.',
  malformed_csv: 'Too many cells have quotes in places where CSV has none.',
  malformed_json: 'The file is not valid JSON in UTF-8, has a name twice in one place, or was cut off.',
  too_many_rows: 'The file has more than 10,000 rows.',
} as const

export type UnreadableReason = keyof typeof unreadable

/** Ends the reading of a file; `parseImport` catches it. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason) {
    super(reason)
    this.reason = reason
  }
}

/** Why a row is not imported: `code → message`, without its full stop. */
const problems = {
  ragged_row: 'The row has more or fewer cells than the first line of the file',
  malformed_quotes:
    'A quote stands in the middle of a quoted cell, so that it is not clear where the cell ends',
  unknown_field: 'A book has no such field',
  invalid_field: 'A field is missing or is not text',
  invalid_text: 'The text is not well-formed Unicode',
  title_empty: 'There is no title',
  title_too_long: 'The title has more than 200 characters',
  description_too_long: 'The description, with the authors and the review, has more than 5,000 characters',
  unknown_category: `The category is none of ${categories.join(', ')}`,
  invalid_date: 'The date is not written as in an export',
} as const

export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

export interface Problem {
  code: ProblemCode
  message: string
}

/** @param where the name of the field that has the problem */
export const problemOf = (code: ProblemCode, where?: string): Problem => ({
  code,
  message: `${problems[code]}${where === undefined ? '' : `: ${where}`}.`,
})

export interface ImportedBook extends Omit<ExportedBook, 'createdAt'> {
  /** No shelf says the category for certain: it is the nearest one, or the one for everything else. */
  categoryGuessed: boolean
  /** Undefined where the file does not say. */
  createdAt: Date | undefined
}

export interface GoodRow extends ImportedBook {
  /** Counts from 1, below the header; blank lines count, so that a spreadsheet shows the row one further down. */
  row: number
  problem?: undefined
}

export interface FailedRow {
  row: number
  /** As far as it can be told, at most 200 characters of it. */
  title: string | undefined
  problem: Problem
  /** What the row holds, for `failedRowsCsv`. */
  cells: string[]
}

export type ImportRow = GoodRow | FailedRow

export interface ReadFile {
  format: ImportFormat
  /** The columns as the file names them, for `failedRowsCsv`. */
  header: string[]
  /** Those of them that nothing is taken from. */
  ignoredColumns: string[]
  /** Blank lines are left out. */
  rows: ImportRow[]
}

export type ImportFile =
  | ({ kind: 'rows' } & ReadFile)
  | { kind: 'unreadable'; reason: UnreadableReason; message: string }
