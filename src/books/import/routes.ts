import { requireUser } from '../../auth/require-user.ts'
import { factory } from '../../http/env.ts'
import { ok } from '../../http/envelope.ts'
import { ApiError } from '../../http/errors.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { uninterrupted } from '../../http/uninterrupted.ts'
import { validateForm } from '../../http/validate.ts'
import { once } from '../../idempotency/once.ts'
import { applyImport, previewImport } from './apply.ts'
import { importsBooks } from './contract.ts'
import { parseImport } from './parse.ts'
import { importForm, maxImportBytes, presentReport } from './schema.ts'

const limitImports = limitBursts('UPLOAD_LIMIT', (c) => c.var.caller.userId)

export const bookImport = factory
  .createApp()

  .post(
    '/import',
    importsBooks,
    requireUser,
    limitImports,
    validateForm(importForm, maxImportBytes),
    async (c) => {
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
    },
  )
