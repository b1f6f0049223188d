import type { ListedBook } from 'bookplate/client'
import { authorKeyOf, finishedOnOf, titleKeyOf } from '../../../src/books/sort-keys.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'

/** The value that stands in a heading: a month, a letter, a name, a number. Null for books without one. */
export type HeadingValue = string | number | null

export type HeadingKind =
  | 'month'
  | 'initial'
  | 'series'
  | 'author'
  | 'rating'
  | 'finished'
  | 'published'
  | 'pages'

/** `#` for all signs that are no letters. */
export const initialOf = (key: string): string | null => {
  const [first] = key
  if (first === undefined) return null
  return /\p{L}/u.test(first) ? first.toUpperCase() : '#'
}

export const pagesPerHeading = 100

const values: Record<HeadingKind, (book: ListedBook) => HeadingValue> = {
  month: ({ created_at }) => created_at.slice(0, 7),
  initial: ({ title }) => initialOf(titleKeyOf(title)),
  series: ({ series }) => series,
  author: ({ authors }) => authors[0] ?? null,
  rating: ({ rating }) => rating,
  finished: ({ readings }) => finishedOnOf(readings)?.slice(0, 4) ?? null,
  published: ({ published_year }) => published_year,
  pages: ({ pages }) => (pages === null ? null : Math.floor(pages / pagesPerHeading) * pagesPerHeading),
}

const authorInitial = ({ authors }: ListedBook): HeadingValue => initialOf(authorKeyOf(authors))

const kinds: Record<string, HeadingKind> = {
  created_at: 'month',
  title: 'initial',
  author: 'initial',
  series: 'series',
  rating: 'rating',
  finished_on: 'finished',
  published_year: 'published',
  pages: 'pages',
}

export const kindOf = ({ sort, group }: Pick<ShelfQuery, 'sort' | 'group'>): HeadingKind =>
  group ?? kinds[sort.replace('-', '')] ?? 'month'

/** Names and ratings have a heading of their own, even above one book. */
const isOwnHeading: Partial<Record<HeadingKind, true>> = { series: true, author: true, rating: true }

/** A heading is followed by about a row of books at least. */
const fewBooks = 6

export interface BookGroup {
  kind: HeadingKind
  /** In the order of the list. Neighbours with few books share a heading. */
  values: HeadingValue[]
  books: ListedBook[]
}

/**
 * Splits a list at its headings. The groups before the last one do not change when books are added to the end of the list.
 */
export const groupBooks = (
  books: readonly ListedBook[],
  query: Pick<ShelfQuery, 'sort' | 'group'>,
): BookGroup[] => {
  const kind = kindOf(query)
  const isByAuthor = kind === 'initial' && query.sort.endsWith('author')
  const read = isByAuthor ? authorInitial : values[kind]
  const groups: BookGroup[] = []
  for (const book of books) {
    const value = read(book)
    const last = groups.at(-1)
    const lastValue = last?.values.at(-1)
    if (last && lastValue === value) {
      last.books.push(book)
      continue
    }
    const isShared =
      last && !isOwnHeading[kind] && value !== null && lastValue !== null && last.books.length < fewBooks
    if (isShared) {
      last.values.push(value)
      last.books.push(book)
    } else groups.push({ kind, values: [value], books: [book] })
  }
  return groups
}
