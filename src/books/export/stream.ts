import { csvHeader, csvRow } from './csv.ts'
import type { ExportedBook } from './exported-book.ts'
import { jsonEnd, jsonRow, jsonStart } from './json.ts'

export const exportFormats = {
  csv: { type: 'text/csv; charset=utf-8; header=present', start: csvHeader, row: csvRow, end: '' },
  json: { type: 'application/json', start: jsonStart, row: jsonRow, end: jsonEnd },
}

export type ExportFormat = keyof typeof exportFormats

async function* write(
  pages: AsyncIterable<ExportedBook[]>,
  { start, row, end }: (typeof exportFormats)[ExportFormat],
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

/** @returns the file as a stream. It is written as fast as the client reads, and breaks off where `pages` fails. */
export const exportStream = (
  pages: AsyncIterable<ExportedBook[]>,
  format: ExportFormat,
): ReadableStream<Uint8Array> => {
  const utf8 = new TextEncoder()
  const text = write(pages, exportFormats[format])
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await text.next()
      if (done) controller.close()
      else controller.enqueue(utf8.encode(value))
    },
    cancel: () => text.return(undefined).then(() => {}),
  })
}
