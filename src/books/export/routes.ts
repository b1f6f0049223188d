import * as z from 'zod'
import { readAsCaller } from '../../auth/live-caller.ts'
import { factory, type RequestContext } from '../../http/env.ts'
import { stating } from '../../http/json-schema.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { watchedStream } from '../../http/request-line.ts'
import { validate } from '../../http/validate.ts'
import { type DownloadEnv, requireDownload } from '../../sessions/download-tokens/require-download.ts'
import { type ListPosition, selectBooks } from '../listing.ts'
import type { ListedRow } from '../rows.ts'
import { exportContract } from './contract.ts'
import { exportFormats, exportStream } from './stream.ts'

const booksPerPage = 500

const exportQuery = z.strictObject({
  format: z.enum(['json', 'csv']).default('json').describe('The format of the file.'),
  /** The guard reads it. */
  token: stating(z.string(), {
    type: 'string',
    maxLength: 256,
    pattern: '^[\\w-]*$',
    description: 'A download token, instead of a bearer token.',
    examples: ['q0vXh0mU4bqJxg2m3hPz5m1q8WcQ0mJ8T1s2D3f4G5h'],
  }).optional(),
})

/** The caller's whole library in order of creation, page by page. The session must stay live to the end. */
async function* wholeLibrary({ var: { db, caller, spendToken } }: RequestContext<DownloadEnv['Variables']>) {
  let after: ListPosition | undefined
  for (;;) {
    const list = { scope: 'mine', sort: 'created_at', after, limit: booksPerPage } as const
    const spending = after ? undefined : spendToken
    const books = await readAsCaller<ListedRow>({ db }, selectBooks(caller, list), spending)
    yield books
    const last = books.at(-1)
    if (!last || books.length < booksPerPage) return
    after = [last.createdAt.getTime(), last.id]
  }
}

// Reads the whole library.
const limitExports = limitBursts('EXPORT_LIMIT', (c) => c.var.callerId)

export const bookExport = factory
  .createApp()

  // Streamed, because a library may be larger than the memory of an isolate.
  .get(
    '/export',
    exportContract,
    requireDownload,
    limitExports,
    validate('query', exportQuery),
    async (c) => {
      const { format } = c.req.valid('query')
      const pages = wholeLibrary(c)
      // Read before the response starts, so that an ended session is still a 401.
      const first = await pages.next()
      const { requestId, spendToken, caller } = c.var
      const { userId, sessionId } = caller
      if (spendToken) logEvent('info', 'download_token_used', { requestId, userId, sessionId })
      const all = async function* () {
        if (!first.done) yield first.value
        yield* pages
      }
      return c.var.respond(200, watchedStream(c, exportStream(all(), format)), {
        'Content-Type': exportFormats[format].type,
        'Content-Disposition': `attachment; filename="bookplate-without-covers.${format}"`,
      })
    },
  )
