import type { BookFields } from '../fields.ts'
import type { Issue, Problem } from './issues.ts'

export interface GoodRow {
  /** Counts from 1, below the header. Blank lines count, so a spreadsheet shows this number plus one. */
  row: number
  fields: BookFields
  /** The title as in the file, with the series: older versions imported it so. */
  fileTitle: string
  /** Undefined if the file does not say it. */
  createdAt: Date | undefined
  issues: Issue[]
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
