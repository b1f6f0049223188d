import type { RequestContext } from '../../http/env.ts'
import type { DownloadEnv } from '../../sessions/download-tokens/require-download.ts'
import { type Book, fieldsOf } from '../rows.ts'
import type { ExportedBook } from './exported-book.ts'
import { type ExportFormat, textFormats, zipFormat } from './formats.ts'
import { type Plan, pagesBetween, startNow } from './library.ts'
import { maxCoverPage } from './limits.ts'
import { type PartLimits, selectCoverRange, selectRange } from './statements.ts'
import { streamOf, textOf } from './stream.ts'
import { type ExportedCover, zipStream } from './zip.ts'

type Context = RequestContext<DownloadEnv['Variables']>

const exported = ({ id, createdAt, ...book }: Book): ExportedBook & { id: string } => ({
  ...fieldsOf({ id, createdAt, ...book }),
  createdAt,
  id,
})

/** An import of older books may add to a part while it is sent. Then it must not end validly: no import reads it whole. */
async function* booksOf(pages: AsyncIterable<Book[]>, { limits }: { limits: PartLimits }) {
  let count = 0
  for await (const books of pages) {
    count += books.length
    if (count > limits.books) throw new Error(`The part has grown to ${count} books`)
    yield books.map(exported)
  }
}

/**
 * Reads the first page of a part, and spends the download token with it.
 * @param name of the file, without its extension
 * @returns the file as a stream
 * @throws ApiError `invalid_token`, DatabaseError; later they break the stream off
 */
export const exportFileOf = async (
  c: Context,
  format: ExportFormat,
  { places }: Plan,
  name: string,
): Promise<ReadableStream<Uint8Array>> => {
  const { spendToken, bucket, config, caller } = c.var
  if (format !== 'zip') {
    const pages = await startNow(pagesBetween<Book>(c, selectRange, places, { spending: spendToken }))
    const chosen = textFormats[format]
    return streamOf(textOf(booksOf(pages, chosen), chosen.text))
  }
  const ends = [places.at(0), places.at(-1)].filter((place) => place !== undefined)
  const covers = pagesBetween<ExportedCover & { createdAt: Date }>(c, selectCoverRange, ends, {
    maxRows: maxCoverPage,
    spending: spendToken,
  })
  return zipStream({
    covers: await startNow(covers),
    books: booksOf(pagesBetween<Book>(c, selectRange, places), zipFormat),
    bucket,
    timeLimitMs: config.timeLimitMs,
    at: caller.at,
    name: `${name}.json`,
  })
}
