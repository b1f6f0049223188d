import { maxRememberedProblems } from './limits.ts'
import type { FailedRow, ImportRow } from './report.ts'

/** The outcome of a row: created, skipped because the reader has the title already, or failed. */
export type RowStatus = 'created' | 'skipped' | 'failed'

/** The outcome that a repeat under an `Idempotency-Key` gets: ten thousand rows would not be worth a day in D1. */
export interface RememberedOutcome {
  counts: Record<RowStatus, number>
  /** The first of them. */
  failedRows: Pick<FailedRow, 'row' | 'title' | 'problem'>[]
}

/** The outcome of an import: the status of each row, or what is remembered of them. */
export type ImportOutcome = RowStatus[] | RememberedOutcome

export const countsOf = (statuses: RowStatus[]): Record<RowStatus, number> => {
  const counts = { created: 0, skipped: 0, failed: 0 }
  for (const status of statuses) counts[status] += 1
  return counts
}

export const rememberedOutcome = (rows: ImportRow[], statuses: RowStatus[]): RememberedOutcome => ({
  counts: countsOf(statuses),
  failedRows: rows
    .filter((row): row is FailedRow => row.problem !== undefined)
    .slice(0, maxRememberedProblems)
    .map(({ row, title, problem }) => ({ row, title, problem })),
})
