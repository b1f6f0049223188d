import type { ListedBook } from 'bookplate/client'
import { orderOf, type ShelfQuery } from '../router/shelf-query.ts'
import type { OwnBook } from './book.ts'
import { fits } from './fits.ts'
import { bookOrder, placeIn } from './order.ts'

/** A book of a list, or one that was read, with its long texts. */
export type AnyBook = ListedBook | OwnBook

/** @returns the book as a list has it */
export const listed = (book: AnyBook): ListedBook => {
  if (!('extra' in book)) return book
  const { review, notes, extra, ...rest } = book
  return { ...rest, has_review: review !== '', has_notes: notes !== '' }
}

/** Whether the words of a search may be in texts that a list leaves out. */
const isUnsure = (book: AnyBook, { q }: ShelfQuery): boolean =>
  q.trim() !== '' && !('extra' in book) && (book.has_review || book.has_notes)

/** Where a list ends and begins: `null` and undefined at the end and the start of all books. */
export interface Bounds {
  next: string | null
  from: string | undefined
}

/**
 * @param list books of `query` that follow each other
 * @returns the list with each changed book at its place. A book that belongs before or behind the list is left out: it
 *   comes with another page.
 */
export const mergeBooks = (
  list: readonly ListedBook[],
  changed: readonly AnyBook[],
  query: ShelfQuery,
  { next, from }: Bounds,
): ListedBook[] => {
  const ids = new Set(changed.map(({ id }) => id))
  const before = new Set(list.flatMap(({ id }) => (ids.has(id) ? [id] : [])))
  const compare = bookOrder(orderOf(query))
  const merged = list.filter(({ id }) => !ids.has(id))
  for (const book of changed) {
    const belongs = fits(book, query) || (before.has(book.id) && isUnsure(book, query))
    const row = listed(book)
    const at = placeIn(merged, row, compare)
    const [first] = list
    const isFirst = before.has(book.id) && first !== undefined && compare(row, first) >= 0
    const isBefore = at === 0 && from !== undefined && !isFirst
    const isBehind = at === merged.length && next !== null
    if (belongs && !isBefore && !isBehind) merged.splice(at, 0, row)
  }
  return merged
}

/**
 * Adds a page to a list. A book of both has moved since the list was read: it counts where the page has it.
 * @returns the books, each once
 */
export const appendPage = (list: readonly ListedBook[], page: readonly ListedBook[]): ListedBook[] => {
  const ids = new Set(page.map(({ id }) => id))
  return [...list.filter(({ id }) => !ids.has(id)), ...page]
}

/** @returns the newer first part of a list, with those of `tail` that it does not have */
export const withTail = (first: readonly ListedBook[], tail: readonly ListedBook[]): ListedBook[] => {
  const ids = new Set(first.map(({ id }) => id))
  return [...first, ...tail.filter(({ id }) => !ids.has(id))]
}
