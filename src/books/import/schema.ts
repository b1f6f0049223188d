import * as z from 'zod'
import { categories } from '../../db/schema.ts'
import { count } from '../../http/fields.ts'
import { formFile } from '../../http/form-file.ts'
import type { RowStatus } from './apply.ts'
import { failedRowsCsv } from './failed-rows.ts'
import { maxImportBytes, maxImportRows } from './limits.ts'
import { type FailedRow, type ImportRow, importFormats, problemCodes, type ReadFile } from './report.ts'

export const importForm = z.strictObject({
  file: formFile(
    'CSV of Goodreads, StoryGraph or Bookplate, or JSON of Bookplate; at most 20 MiB.',
    maxImportBytes,
  ),
  mode: z.enum(['preview', 'apply']).default('preview'),
})

const place = { row: count(maxImportRows * 2), title: z.string().max(400).nullable() }

const readRow = z.object({
  ...place,
  status: z.enum(['created', 'skipped']),
  category: z.enum(categories),
  category_guessed: z.boolean(),
})

const failedRow = z.object({
  ...place,
  status: z.literal('failed'),
  problem: z.object({ code: z.enum(problemCodes), message: z.string().max(1000) }),
})

export const importReport = z
  .object({
    mode: z.enum(['preview', 'apply']),
    format: z.enum(importFormats),
    created: count(maxImportRows),
    skipped: count(maxImportRows),
    failed: count(maxImportRows),
    ignored_columns: z.array(z.string().max(1_000_000)).max(100_000),
    rows: z.array(z.union([readRow, failedRow])).max(maxImportRows),
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

const presentRow = (row: ImportRow, status: RowStatus | undefined) => {
  const place = { row: row.row, title: row.title ?? null }
  if (row.problem !== undefined) return { ...place, status: 'failed' as const, problem: row.problem }
  return {
    ...place,
    status: status === 'created' ? ('created' as const) : ('skipped' as const),
    category: row.category,
    category_guessed: row.categoryGuessed,
  }
}

/** The report: the outcome of every row of the file. In a preview, the outcome that it would have. */
export const presentReport = (
  mode: 'preview' | 'apply',
  file: ReadFile,
  statuses: RowStatus[],
): z.output<typeof importReport> => {
  const failed = file.rows.filter((row): row is FailedRow => row.problem !== undefined)
  const count = (status: RowStatus) => statuses.filter((one) => one === status).length
  return {
    mode,
    format: file.format,
    created: count('created'),
    skipped: count('skipped'),
    failed: count('failed'),
    ignored_columns: file.ignoredColumns,
    rows: file.rows.map((row, index) => presentRow(row, statuses[index])),
    failed_rows_csv: failed.length > 0 ? failedRowsCsv(file.header, failed) : null,
  }
}
