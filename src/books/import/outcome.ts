import type { BookField } from '../fields.ts'
import { maxCandidates, maxRememberedProblems } from './limits.ts'
import type { FailedRow, ImportRow } from './rows.ts'

/** The reasons why a row makes no new book: `code → message`. */
export const matchMessages = {
  in_library: 'You have this book already.',
  in_file: 'An earlier row of the file is the same book.',
  several: 'Several of your books may be this one.',
  title_taken: 'You have a book with this title. Import the file again later.',
  changed: 'The book was changed during the import. Import the file again.',
} as const

export type MatchCode = keyof typeof matchMessages
export const matchCodes = Object.keys(matchMessages) as [MatchCode, ...MatchCode[]]

/** The book that a row is already, or may be. */
interface Match {
  code: MatchCode
  bookIds: string[]
  rows: number[]
}

/** The outcome of a row. A preview has the outcome of the import that would follow. */
export type RowOutcome =
  | { status: 'failed' }
  | { status: 'created'; bookId: string | undefined }
  | { status: 'updated' | 'skipped'; match: Match; changes: BookField[]; differs: BookField[] }

export type RowStatus = RowOutcome['status']

/** The outcome that a repeat under an `Idempotency-Key` gets: ten thousand rows would not be worth a day in D1. */
export interface RememberedOutcome {
  counts: Record<RowStatus, number>
  /** The first of them. */
  failedRows: Pick<FailedRow, 'row' | 'title' | 'problem'>[]
}

/** The outcome of an import: that of each row, or what is remembered of them. */
export type ImportOutcome = RowOutcome[] | RememberedOutcome

export const countsOf = (outcomes: RowOutcome[]): Record<RowStatus, number> => {
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0 }
  for (const { status } of outcomes) counts[status] += 1
  return counts
}

export const rememberedOutcome = (rows: ImportRow[], outcomes: RowOutcome[]): RememberedOutcome => ({
  counts: countsOf(outcomes),
  failedRows: rows
    .filter((row): row is FailedRow => row.problem !== undefined)
    .slice(0, maxRememberedProblems)
    .map(({ row, title, problem }) => ({ row, title, problem })),
})

/** @returns the outcome of a row that makes no new book, without a book that it is */
export const skipped = (code: MatchCode, bookIds: string[], rows: number[] = []): RowOutcome => ({
  status: 'skipped',
  match: { code, bookIds: bookIds.slice(0, maxCandidates), rows: rows.slice(0, maxCandidates) },
  changes: [],
  differs: [],
})
