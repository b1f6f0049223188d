import type * as z from 'zod'
import { requireScope } from '../../auth/require-scope.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { uninterrupted } from '../../http/uninterrupted.ts'
import { validateBody } from '../../http/validate-body.ts'
import { acceptKey } from '../../idempotency/accept-key.ts'
import { once } from '../../idempotency/once.ts'
import { applyImport, previewImport } from './apply.ts'
import { importContract } from './contract.ts'
import { maxImportBytes } from './limits.ts'
import { parseImport, type ReadFile } from './parse.ts'
import { presentReport } from './present-report.ts'
import { importForm } from './schema.ts'

const limitImports = limitBursts('IMPORT_LIMIT', (c) => c.var.limitKey)
const validForm = validateBody({ form: importForm, maxFileBytes: maxImportBytes })

const invalid = (path: string, message: string) =>
  new ApiError('invalid_input', { issues: [{ path, message }] })

const mappingProblems = {
  unknown_column: (column: string) => `The file has no column with the name ${column}.`,
  shared_column: (column: string) => `More than one field has the column ${column}.`,
}

/** @throws ApiError `payload_too_large`, `invalid_input` for a file or a mapping that cannot be read */
const readImport = async (form: z.output<typeof importForm>, now: Date): Promise<ReadFile> => {
  const { file, mode, mapping, date_order: dateOrder } = form
  if (file.size > maxImportBytes) throw new ApiError('payload_too_large')
  const read = parseImport(await file.bytes(), { now, mapping, dateOrder })
  if (read.kind === 'unreadable') throw invalid('file', read.message)
  if (read.kind === 'mapping') throw invalid('mapping', mappingProblems[read.problem](read.column))
  if (mode === 'apply' && read.mapping && read.mapping.title === undefined)
    throw invalid('mapping', 'Must name the column of the title.')
  return read
}

export const bookImport = factory
  .createApp()

  .post(
    '/import',
    importContract,
    requireScope('books:write'),
    limitImports,
    acceptKey,
    validForm,
    async (c) => {
      const form = c.req.valid('form')
      const { file, mode, existing, overwrite, mapping, date_order } = form
      const read = await readImport(form, c.var.caller.at)
      const options = { isUpdate: existing === 'update', overwrite, isOurs: read.isOurs }
      const work =
        mode === 'preview'
          ? previewImport(c, read.rows, options)
          : once(c, [mode, existing, overwrite, mapping, date_order, file], (claim) =>
              applyImport(c, read.rows, options, claim),
            )
      return c.var.respond(200, presentReport(form, read, await uninterrupted(c, work)))
    },
  )
