import type { Context } from 'hono'
import * as z from 'zod'
import { requireDownload } from '../../sessions/download-tokens/require-download.ts'
import { asCaller } from '../../auth/require-user.ts'
import { type AppEnv, factory } from '../../http/env.ts'
import { stating } from '../../http/json-schema.ts'
import { validate } from '../../http/validate.ts'
import { type ListPosition, listBooks } from '../listing.ts'
import { exportsBooks } from './contract.ts'
import { csvHeader, csvRow, type ExportedBook } from './csv.ts'
import { jsonEnd, jsonRow, jsonStart } from './json.ts'

const booksPerPage = 500

const exportQuery = z.strictObject({
  format: z.enum(['json', 'csv']).default('json').describe('How the file is written.'),
  /** Read by the guard. */
  token: stating(z.string(), {
    type: 'string',
    maxLength: 256,
    pattern: '^[\\w-]*$',
    description: 'A download token, instead of a bearer token.',
  }).optional(),
})

/** The caller's whole library in order of creation, page by page; the session must stay open to the end. */
async function* wholeLibrary(c: Context<AppEnv>) {
  let after: ListPosition | undefined
  for (;;) {
    const options = { scope: 'mine', sort: 'created_at', after, limit: booksPerPage } as const
    const [rows] = await asCaller(c, listBooks(c.var.db, c.var.caller, options))
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < booksPerPage) return
    after = [last.createdAt.getTime(), last.id]
  }
}

const formats = {
  csv: { type: 'text/csv; charset=utf-8; header=present', start: csvHeader, row: csvRow, end: '' },
  json: { type: 'application/json', start: jsonStart, row: jsonRow, end: jsonEnd },
}

async function* write(
  pages: AsyncIterable<ExportedBook[]>,
  { start, row, end }: (typeof formats)['json' | 'csv'],
) {
  yield start
  let isFirst = true
  for await (const books of pages) {
    let text = ''
    for (const book of books) {
      text += row(book, isFirst)
      isFirst = false
    }
    if (text) yield text
  }
  yield end
}

/** A stream that is written as fast as it is read, and breaks off where `text` fails. */
const streamOf = (text: AsyncGenerator<string>): ReadableStream<Uint8Array> => {
  const utf8 = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await text.next()
      if (done) controller.close()
      else controller.enqueue(utf8.encode(value))
    },
    cancel: () => text.return(undefined).then(() => {}),
  })
}

export const bookExport = factory
  .createApp()

  // Streamed: a library may be larger than an isolate's memory. What fails on the way breaks the stream off.
  .get('/export', exportsBooks, requireDownload, validate('query', exportQuery), async (c) => {
    const { format } = c.req.valid('query')
    const pages = wholeLibrary(c)
    // The first page comes before the answer, so that a session that is over still is a 401.
    const first = await pages.next()
    const all = async function* () {
      if (!first.done) yield first.value
      yield* pages
    }
    c.header('Content-Type', formats[format].type)
    c.header('Content-Disposition', `attachment; filename="bookplate-without-covers.${format}"`)
    return c.body(streamOf(write(all(), formats[format])))
  })
