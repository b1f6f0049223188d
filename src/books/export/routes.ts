import * as z from 'zod'
import type { CallerContext } from '../../auth/caller.ts'
import { factory } from '../../http/env.ts'
import { stating } from '../../http/json-schema.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { watchedStream } from '../../http/request-line.ts'
import { validate } from '../../http/validate.ts'
import { requireDownload } from '../../sessions/download-tokens/require-download.ts'
import { exportContract } from './contract.ts'
import { exportFileOf } from './file.ts'
import { type ExportFormat, exportFormats } from './formats.ts'
import { planPart } from './library.ts'
import { encodePart, type Part, partParameter } from './part.ts'

const exportQuery = z.strictObject({
  format: z.enum(['json', 'csv', 'goodreads', 'zip']).default('json').describe('The format of the file.'),
  part: partParameter,
  /** The guard reads it. */
  token: stating(z.string(), {
    type: 'string',
    maxLength: 256,
    pattern: '^[\\w-]*$',
    description: 'A download token, instead of a bearer token.',
    examples: ['q0vXh0mU4bqJxg2m3hPz5m1q8WcQ0mJ8T1s2D3f4G5h'],
  }).optional(),
})

// Reads the whole library. HEAD finds only where the part ends, and is counted apart.
const limitExports = limitBursts('EXPORT_LIMIT', (c) =>
  c.req.method === 'HEAD' ? `${c.var.limitKey} HEAD` : c.var.limitKey,
)

/** Without the download token, which is spent. */
const linkTo = (c: CallerContext, format: ExportFormat, next: Part) =>
  `<${c.var.config.publicUrl}/books/export?format=${format}&part=${encodePart(next)}>; rel="next"`

export const bookExport = factory
  .createApp()

  // Streamed, because a part may be larger than the memory of an isolate.
  .get(
    '/export',
    exportContract,
    requireDownload,
    limitExports,
    validate('query', exportQuery),
    async (c) => {
      const { format, part } = c.req.valid('query')
      const { type, name, extension, size, limits } = exportFormats[format]
      const plan = await planPart(c, part, size, limits)
      const isWhole = part.number === 1 && !plan.next
      const fileName = isWhole ? name : `${name}-part-${part.number}`
      const headers = {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${fileName}.${extension}"`,
        ...(plan.next && { Link: linkTo(c, format, plan.next) }),
      }
      if (c.req.method === 'HEAD') return c.var.respond(200, null, headers)
      const file = await exportFileOf(c, format, plan, fileName)
      const { requestId, spendToken, caller } = c.var
      if (spendToken && caller.kind === 'session') {
        const { userId, sessionId } = caller
        logEvent('info', 'download_token_used', { requestId, userId, sessionId })
      }
      return c.var.respond(200, watchedStream(c, file), headers)
    },
  )
