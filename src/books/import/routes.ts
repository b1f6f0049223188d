import * as z from 'zod'
import { requireUser } from '../../auth/require-user.ts'
import { factory } from '../../http/env.ts'
import { ok } from '../../http/envelope.ts'
import { ApiError } from '../../http/errors.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { uninterrupted } from '../../http/uninterrupted.ts'
import { validateForm } from '../../http/validate.ts'
import { once } from '../../idempotency/once.ts'
import { applyImport, previewImport, type RowStatus } from './apply.ts'
import { failedRowsCsv } from './failed-rows.ts'
import { parseImport } from './parse.ts'
import type { FailedRow, ReadFile } from './report.ts'

export const maxImportBytes = 20 * 1024 * 1024

const importForm = z.strictObject({
  file: z.instanceof(File, { message: 'Must be a file.' }),
  mode: z.enum(['preview', 'apply']).default('preview'),
})

/** What became of every row of the file, or would. */
const presentReport = (mode: 'preview' | 'apply', file: ReadFile, statuses: RowStatus[]) => {
  const failed = file.rows.filter((row): row is FailedRow => row.problem !== undefined)
  const count = (status: RowStatus) => statuses.filter((one) => one === status).length
  return {
    mode,
    format: file.format,
    created: count('created'),
    skipped: count('skipped'),
    failed: count('failed'),
    ignored_columns: file.ignoredColumns,
    rows: file.rows.map((row, index) => ({
      row: row.row,
      title: row.title ?? null,
      status: statuses[index] ?? 'failed',
      ...(row.problem === undefined
        ? { category: row.category, category_guessed: row.categoryGuessed }
        : { problem: row.problem }),
    })),
    failed_rows_csv: failed.length > 0 ? failedRowsCsv(file.header, failed) : null,
  }
}

const limitImports = limitBursts('UPLOAD_LIMIT', (c) => c.var.caller.userId)

export const bookImport = factory
  .createApp()

  .post('/import', requireUser, limitImports, validateForm(importForm, maxImportBytes), async (c) => {
    const { file, mode } = c.req.valid('form')
    if (file.size > maxImportBytes) throw new ApiError('payload_too_large')
    const read = parseImport(await file.bytes())
    if (read.kind === 'unreadable') {
      throw new ApiError('invalid_input', { issues: [{ path: 'file', message: read.message }] })
    }
    const work =
      mode === 'preview'
        ? previewImport(c, read.rows)
        : once(c, [mode, file], (claim) => applyImport(c, read.rows, claim))
    const report = presentReport(mode, read, await uninterrupted(c, work))
    return ok(c, mode === 'preview' ? 'Nothing was changed yet.' : 'Books imported.', report)
  })
