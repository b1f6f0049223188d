import * as z from 'zod'
import { count, id } from '../../http/fields.ts'
import { bookFieldNames, category } from '../fields.ts'
import { maxTitleLength } from '../limits.ts'
import { dateOrders } from './dates.ts'
import { importFormats } from './formats/format.ts'
import { issueCodes, problemCodes } from './issues.ts'
import {
  maxCandidates,
  maxColumns,
  maxDateExamples,
  maxExcerptLength,
  maxImportRows,
  maxRememberedProblems,
} from './limits.ts'
import { mappedFields, mapping } from './mapping.ts'
import { matchCodes } from './outcome.ts'

const maxRowNumber = maxImportRows * 20
const message = z.string().max(1000)
const column = z.string().max(200)
const rowNumber = count(maxRowNumber)

const place = {
  row: rowNumber.describe('The number of the row, from 1, without the header.'),
  title: z
    .string()
    .max(2 * maxTitleLength)
    .nullable()
    .describe('The title, as far as it can be read.'),
}

const issue = z.object({
  column: column.describe('The column of the cell, and the name of the own field that keeps it.'),
  code: z.enum(issueCodes).describe('The reason, for programs.'),
  message: message.describe('The reason, for people.'),
  value: z.string().max(maxExcerptLength).describe('The start of the cell.'),
})

const fieldList = z.array(z.enum(bookFieldNames)).max(bookFieldNames.length)

const match = z.object({
  code: z.enum(matchCodes).describe('The reason, for programs.'),
  message: message.describe('The reason, for people.'),
  book_ids: z.array(id).max(maxCandidates).describe('Your books that the row is, or may be.'),
  rows: z.array(rowNumber).max(maxCandidates).describe('The earlier rows that the row is, or may be.'),
})

const readRow = z.object({
  ...place,
  status: z
    .enum(['created', 'updated', 'skipped'])
    .describe('`skipped` for a book that is there already and does not change: `match` says why.'),
  book_id: id.nullable().describe('The new book. Null in a preview, and for a row that makes no new book.'),
  category: category.nullable().describe('The category that a shelf names for certain, or null.'),
  match: match.nullable().describe('The book that is there already; null for a new book.'),
  changes: fieldList.describe(
    'The fields that `existing=update` fills, or overwrites. With `existing=skip`, those that it would fill.',
  ),
  differs: fieldList.describe('The fields that both have, with different values, and that stay as they are.'),
  issues: z
    .array(issue)
    .max(maxColumns * 10)
    .describe(
      'The cells whose values are not, or not completely, in their fields. The book has them in `extra`.',
    ),
})

const failedRow = z.object({
  ...place,
  status: z.literal('failed').describe('The row was not imported.'),
  problem: z
    .object({
      code: z.enum(problemCodes).describe('The problem, for programs.'),
      message: message.describe('The problem, for people.'),
    })
    .describe('The reason.'),
})

const columnReport = z.object({
  column: column.describe('The name of the column.'),
  field: z
    .enum([...mappedFields, 'extra'])
    .nullable()
    .describe(
      'The field that the column is read into; null for a column that becomes an own field in `extra`.',
    ),
})

const ambiguousDates = z.object({
  column: column.describe('The name of the column.'),
  examples: z.array(z.string().max(40)).min(1).max(maxDateExamples).describe('Some of the dates.'),
  count: count(maxImportRows * 100).describe('The number of such dates.'),
})

export const importReport = z
  .object({
    mode: z.enum(['preview', 'apply']).describe('The mode of the request.'),
    existing: z.enum(['skip', 'update']).describe('What the request does with books that are there already.'),
    format: z.enum(importFormats).describe('The format of the file; `other` is read by a mapping.'),
    columns: z.array(columnReport).max(maxColumns).describe('The columns of the file, in order.'),
    mapping: mapping
      .nullable()
      .describe(
        'The mapping of the request. Without one, a proposal from the names of the columns: correct it and send it. Null for a ' +
          'format that is known. A mapping without `title` imports nothing.',
      ),
    date_order: z.enum(dateOrders).nullable().describe('The order of dates that the request gives.'),
    ambiguous_dates: z
      .array(ambiguousDates)
      .max(maxColumns)
      .describe(
        'The columns with dates that may be day/month or month/day: send `date_order`. Without it these dates go to `extra`.',
      ),
    created: count(maxImportRows).describe('The number of books added.'),
    updated: count(maxImportRows).describe('The number of rows that changed books that were there already.'),
    skipped: count(maxImportRows).describe('The number of rows whose books were there already.'),
    failed: count(maxImportRows).describe('The number of rows that cannot be imported.'),
    rows: z
      .array(z.union([readRow, failedRow]))
      .max(maxImportRows)
      .describe(
        `The outcome of each row. A repeat under an \`Idempotency-Key\` has the first ${maxRememberedProblems} failed rows only.`,
      ),
    failed_rows_csv: z
      .string()
      .max(100_000_000)
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
        existing: 'skip',
        format: 'goodreads',
        columns: [
          { column: 'Title', field: 'title' },
          { column: 'Book Id', field: null },
        ],
        mapping: null,
        date_order: null,
        ambiguous_dates: [{ column: 'Date Read', examples: ['03/04/2021'], count: 1 }],
        created: 1,
        updated: 0,
        skipped: 0,
        failed: 1,
        rows: [
          {
            row: 1,
            title: 'Frankenstein',
            status: 'created',
            book_id: null,
            category: 'horror',
            match: null,
            changes: [],
            differs: [],
            issues: [
              {
                column: 'Date Read',
                code: 'ambiguous_date',
                message: 'The date may be day/month or month/day.',
                value: '03/04/2021',
              },
            ],
          },
          {
            row: 2,
            title: null,
            status: 'failed',
            problem: { code: 'title_empty', message: 'The title is missing.' },
          },
        ],
        failed_rows_csv: 'Title,Book Id,problem\r\n,2,The title is missing.\r\n',
      },
    ],
  })
