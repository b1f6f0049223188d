import { data } from 'bookplate/client'
import { readIsbn } from '../../../src/books/isbn.ts'
import { api } from '../session/session.ts'
import type { OwnBook } from './book.ts'

/** A book that a provider knows. */
export type FoundBook = Awaited<ReturnType<typeof findBooks>>[number]
export type FoundCover = NonNullable<FoundBook['cover']>

/**
 * @param text an ISBN, or words of the title and the author
 * @throws ApiError `book_not_found`, `lookup_unavailable`, `rate_limited`; NetworkError
 */
export const findBooks = (text: string, signal: AbortSignal) => {
  const isbn = readIsbn(text)
  const query = isbn === undefined ? { q: text.trim() } : { isbn }
  return data(api.lookup.$get({ query }, { init: { signal } }))
}

/** The service fetches the cover of a found book and stores it. */
export const takeFoundCover = (
  id: string,
  source: FoundBook['source'],
  cover: FoundCover,
  signal?: AbortSignal,
): Promise<OwnBook> =>
  data(
    api.books[':id'].cover.$post(
      { param: { id }, json: { source, cover_id: cover.id } },
      { init: { signal: signal ?? null } },
    ),
  )
