/** A file of text: the text before the books, the text of each book, and the text behind them. */
export interface TextFormat<Book> {
  start: string
  row: (book: Book, isFirst: boolean) => string
  end: string
}

/** @returns the text of a file, one piece for each page */
export async function* textOf<Book>(pages: AsyncIterable<Book[]>, { start, row, end }: TextFormat<Book>) {
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

/** @returns the file as a stream. It is written as fast as the client reads, and breaks off where `text` fails. */
export const streamOf = (text: AsyncGenerator<string, void>): ReadableStream<Uint8Array> => {
  const utf8 = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await text.next()
      if (done) controller.close()
      else controller.enqueue(utf8.encode(value))
    },
    cancel: () => text.return().then(() => {}),
  })
}
