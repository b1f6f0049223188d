import type { ListedBook } from 'bookplate/client'
import { type TakenApart, takeApart } from '../../../../src/books/byline.ts'
import { api } from '../../session/session.ts'

/** A book whose description has the form of an older import. */
export interface OldBook {
  id: string
  version: number
  title: string
  description: string
  parts: Pick<TakenApart, 'authors' | 'review'>
}

const booksPerRequest = '100'

const oldBooksOf = (books: ListedBook[]): OldBook[] =>
  books.flatMap(({ id, version, title, description, authors, has_review }) => {
    const parts = takeApart(description)
    // Authors or a review that the reader has entered since are never replaced.
    if (!parts || authors.length > 0 || (has_review && parts.review !== '')) return []
    return [{ id, version, title, description, parts }]
  })

/**
 * Reads the whole library.
 * @param onProgress gets the number of books that were read
 * @returns the books of an older import that have not been taken apart
 */
export const findOldBooks = async (
  onProgress: (count: number) => void,
  signal: AbortSignal,
): Promise<OldBook[]> => {
  const found: OldBook[] = []
  let count = 0
  let cursor: string | null = null
  do {
    const query = { limit: booksPerRequest, ...(cursor !== null && { cursor }) }
    const response = await api.books.$get({ query }, { init: { signal } })
    const { data, page } = await response.json()
    // A list of one's own books has no others.
    found.push(...oldBooksOf(data as ListedBook[]))
    count += data.length
    onProgress(count)
    cursor = page.next
  } while (cursor !== null)
  return found
}
