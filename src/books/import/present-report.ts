import type * as z from 'zod'
import type { DateOrder } from './dates.ts'
import { failedRowsCsv } from './failed-rows.ts'
import { issueMessages } from './issues.ts'
import {
  countsOf,
  type ImportOutcome,
  matchMessages,
  type RememberedOutcome,
  type RowOutcome,
} from './outcome.ts'
import type { ReadFile } from './parse.ts'
import type { importReport } from './report-schema.ts'
import type { FailedRow, GoodRow, ImportRow } from './rows.ts'

type Report = z.output<typeof importReport>

const presentFailedRow = ({ row, title, problem }: RememberedOutcome['failedRows'][number]) => ({
  row,
  title: title ?? null,
  status: 'failed' as const,
  problem,
})

const presentMatch = (outcome: RowOutcome) => {
  if (!('match' in outcome)) return null
  const { code, bookIds, rows } = outcome.match
  return { code, message: matchMessages[code], book_ids: bookIds, rows }
}

const presentGoodRow = ({ row, fields, issues }: GoodRow, outcome: RowOutcome): Report['rows'][number] => ({
  row,
  title: fields.title,
  status: outcome.status === 'failed' ? 'skipped' : outcome.status,
  book_id: outcome.status === 'created' ? (outcome.bookId ?? null) : null,
  category: fields.category,
  match: presentMatch(outcome),
  changes: 'changes' in outcome ? outcome.changes : [],
  differs: 'differs' in outcome ? outcome.differs : [],
  issues: issues.map((one) => ({ ...one, message: issueMessages[one.code] })),
})

const presentRow = (row: ImportRow, outcome: RowOutcome = { status: 'failed' }): Report['rows'][number] =>
  row.problem === undefined ? presentGoodRow(row, outcome) : presentFailedRow(row)

const presentRows = (file: ReadFile, outcome: ImportOutcome) =>
  Array.isArray(outcome)
    ? file.rows.map((row, index) => presentRow(row, outcome[index]))
    : outcome.failedRows.map(presentFailedRow)

/** The report: the outcome of every row of the file. In a preview, the outcome that it would have. */
export const presentReport = (
  request: { mode: Report['mode']; existing: Report['existing']; date_order?: DateOrder | undefined },
  file: ReadFile,
  outcome: ImportOutcome,
): Report => {
  const failed = file.rows.filter((row): row is FailedRow => row.problem !== undefined)
  return {
    mode: request.mode,
    existing: request.existing,
    format: file.format,
    columns: file.columns,
    mapping: file.mapping,
    date_order: request.date_order ?? null,
    ambiguous_dates: file.ambiguousDates,
    // An older version of the service updated no books, and remembered no such count.
    ...(Array.isArray(outcome) ? countsOf(outcome) : Object.assign({ updated: 0 }, outcome.counts)),
    rows: presentRows(file, outcome),
    failed_rows_csv: failed.length > 0 ? failedRowsCsv(file.header, failed) : null,
  }
}
