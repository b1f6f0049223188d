import { requireUser } from '../../auth/require-user.ts'
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
import { parseImport } from './parse.ts'
import { importForm, presentReport } from './schema.ts'

const limitImports = limitBursts('IMPORT_LIMIT', (c) => c.var.callerId)
const validForm = validateBody({ form: importForm, maxFileBytes: maxImportBytes })

export const bookImport = factory
  .createApp()

  .post('/import', importContract, requireUser, limitImports, acceptKey, validForm, async (c) => {
    const { file, mode } = c.req.valid('form')
    if (file.size > maxImportBytes) throw new ApiError('payload_too_large')
    const read = parseImport(await file.bytes(), c.var.caller.at)
    if (read.kind === 'unreadable') {
      throw new ApiError('invalid_input', { issues: [{ path: 'file', message: read.message }] })
    }
    const work =
      mode === 'preview'
        ? previewImport(c, read.rows)
        : once(c, [mode, file], (claim) => applyImport(c, read.rows, claim))
    return c.var.respond(200, presentReport(mode, read, await uninterrupted(c, work)))
  })
