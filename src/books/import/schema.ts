import * as z from 'zod'
import { count } from '../../http/fields.ts'
import { formFile } from '../../http/form-file.ts'
import { category } from '../fields.ts'
import { maxTitleLength } from '../limits.ts'
import { failedRowsCsv } from './failed-rows.ts'
import { maxImportBytes, maxImportRows, maxRememberedProblems } from './limits.ts'
import { countsOf, type ImportOutcome, type RememberedOutcome, type RowStatus } from './outcome.ts'
import { type FailedRow, type ImportRow, importFormats, problemCodes, type ReadFile } from './report.ts'

export const importForm = z.strictObject({
  file: formFile(
    `CSV of Goodreads, StoryGraph or Bookplate, or JSON of Bookplate; at most ${maxImportBytes / 1024 ** 2} MiB.`,
    maxImportBytes,
  ),
  mode: z
    .enum(['preview', 'apply'])
    .default('preview')
    .describe('`preview` reports what `apply` would do, and changes nothing.'),
})

const place = {
  row: count(maxImportRows * 2).describe('The number of the row, from 1, without the header.'),
  title: z
    .string()
    .max(2 * maxTitleLength)
    .nullable()
    .describe('The title, as far as it can be read.'),
}

const readRow = z.object({
  ...place,
  status: z.enum(['created', 'skipped']).describe('`skipped` if you already have the title.'),
  category: category.nullable().describe('The category of the book.'),
  category_guessed: z.boolean().describe('Whether no shelf of the row names the category for certain.'),
})

const failedRow = z.object({
  ...place,
  status: z.literal('failed').describe('The row was not imported.'),
  problem: z
    .object({
      code: z.enum(problemCodes).describe('The problem, for programs.'),
      message: z.string().max(1000).describe('The problem, for people.'),
    })
    .describe('The reason.'),
})

export const importReport = z
  .object({
    mode: z.enum(['preview', 'apply']).describe('The mode of the request.'),
    format: z.enum(importFormats).describe('The format of the file.'),
    created: count(maxImportRows).describe('The number of books added.'),
    skipped: count(maxImportRows).describe('The number of books that you already have.'),
    failed: count(maxImportRows).describe('The number of rows that cannot be imported.'),
    ignored_columns: z
      .array(z.string().max(1_000_000))
      .max(100_000)
      .describe('The columns of the file that are not read.'),
    rows: z
      .array(z.union([readRow, failedRow]))
      .max(maxImportRows)
      .describe(
        `The outcome of each row. A repeat under an \`Idempotency-Key\` has the first ${maxRememberedProblems} failed rows only.`,
      ),
    failed_rows_csv: z
      .string()
      .max(50_000_000)
      .nullable()
      .describe(
        'The failed rows as they are in the file, each with its problem: correct them and import this file.',
      ),
  })
  .meta({
    id: 'ImportReport',
    examples: [
      {
        mode: 'preview',
        format: 'goodreads',
        created: 1,
        skipped: 0,
        failed: 1,
        ignored_columns: ['Binding'],
        rows: [
          { row: 2, title: 'Frankenstein', status: 'created', category: 'horror', category_guessed: true },
          {
            row: 3,
            title: null,
            status: 'failed',
            problem: { code: 'title_empty', message: 'The title is missing.' },
          },
        ],
        failed_rows_csv: 'Title,Binding,problem\r\n,Paperback,The title is missing.\r\n',
      },
    ],
  })

const presentFailedRow = ({ row, title, problem }: RememberedOutcome['failedRows'][number]) => ({
  row,
  title: title ?? null,
  status: 'failed' as const,
  problem,
})

const presentRow = (row: ImportRow, status: RowStatus | undefined) => {
  if (row.problem !== undefined) return presentFailedRow(row)
  return {
    row: row.row,
    title: row.title ?? null,
    status: status === 'created' ? ('created' as const) : ('skipped' as const),
    category: row.category,
    category_guessed: row.categoryGuessed,
  }
}

const presentRows = (file: ReadFile, outcome: ImportOutcome) =>
  Array.isArray(outcome)
    ? file.rows.map((row, index) => presentRow(row, outcome[index]))
    : outcome.failedRows.map(presentFailedRow)

/** The report: the outcome of every row of the file. In a preview, the outcome that it would have. */
export const presentReport = (
  mode: 'preview' | 'apply',
  file: ReadFile,
  outcome: ImportOutcome,
): z.output<typeof importReport> => {
  const failed = file.rows.filter((row): row is FailedRow => row.problem !== undefined)
  return {
    mode,
    format: file.format,
    ...(Array.isArray(outcome) ? countsOf(outcome) : outcome.counts),
    ignored_columns: file.ignoredColumns,
    rows: presentRows(file, outcome),
    failed_rows_csv: failed.length > 0 ? failedRowsCsv(file.header, failed) : null,
  }
}
