import type { RequestContext } from '../http/env.ts'
import { ProviderFailure } from './failure.ts'
import type { FoundBook } from './found-book.ts'
import { maxMeasuredCovers, maxPreviewBytes } from './limits.ts'
import { fetchPicture } from './picture.ts'
import type { Provider } from './provider.ts'

const measured = async (
  c: RequestContext,
  { pictures, previewUrl }: Provider,
  book: FoundBook,
  endAt: number,
): Promise<FoundBook> => {
  if (!book.cover) return book
  const { id } = book.cover
  try {
    const picture = await fetchPicture(c, pictures, previewUrl(id), { maxBytes: maxPreviewBytes, endAt })
    const cover = picture ? { id, width: picture.width, height: picture.height } : null
    return { ...book, cover }
  } catch (error) {
    // The book is worth more than the size of its cover.
    if (error instanceof ProviderFailure) return book
    throw error
  }
}

/**
 * Reads the sizes of the first covers, which no provider tells, and leaves out covers that do not exist. The sizes of the
 * others stay unknown: each costs a request.
 */
export const measureCovers = async (
  c: RequestContext,
  provider: Provider,
  books: FoundBook[],
  endAt: number,
): Promise<FoundBook[]> => {
  const first = books.filter(({ cover }) => cover).slice(0, maxMeasuredCovers)
  return Promise.all(books.map((book) => (first.includes(book) ? measured(c, provider, book, endAt) : book)))
}
