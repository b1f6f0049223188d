import { data, type ListedBook, type OwnBook } from 'bookplate/client'
import { takeApart } from '../../../../src/books/byline.ts'
import { api } from '../../session/session.ts'

/** A book whose description has the form of an older import. */
export interface OldBook {
  id: string
  version: number
  title: string
  description: string
  /** As they would be. */
  authors: string[]
  review: string
  /** The fields that differ then, besides the description. */
  changes: Partial<Pick<OwnBook, 'authors' | 'review'>>
}

const booksPerRequest = '100'
const readAtOnce = 6

/** @returns whether the book has the review of its description already, for example by another import of the file */
const hasSameReview = async ({ id }: ListedBook, review: string, signal: AbortSignal): Promise<boolean> => {
  const book = await data(api.books[':id'].$get({ param: { id } }, { init: { signal } }))
  return 'review' in book && book.review.trim() === review.trim()
}

/** Authors and a review that the reader has entered since are never replaced. */
const readOldBook = async (book: ListedBook, signal: AbortSignal): Promise<OldBook[]> => {
  const { id, version, title, description } = book
  const parts = takeApart(description)
  if (!parts) return []
  const addsReview = parts.review !== '' && !book.has_review
  const isSafe = parts.review === '' || addsReview || (await hasSameReview(book, parts.review, signal))
  if (!isSafe) return []
  const addsAuthors = book.authors.length === 0
  return [
    {
      id,
      version,
      title,
      description,
      authors: addsAuthors ? parts.authors : book.authors,
      review: parts.review,
      changes: {
        ...(addsAuthors && { authors: parts.authors }),
        ...(addsReview && { review: parts.review }),
      },
    },
  ]
}

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
    const { data: books, page } = await response.json()
    for (let at = 0; at < books.length; at += readAtOnce) {
      // A list of one's own books has no others.
      const some = books.slice(at, at + readAtOnce) as ListedBook[]
      found.push(...(await Promise.all(some.map((book) => readOldBook(book, signal)))).flat())
    }
    count += books.length
    onProgress(count)
    cursor = page.next
  } while (cursor !== null)
  return found
}
