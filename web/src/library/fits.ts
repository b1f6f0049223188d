import type { ListedBook } from 'bookplate/client'
import { indexIsbn, indexWords, needleOf, termsOf } from '../../../src/books/search.ts'
import { nameKeyOf, seriesKeyOf } from '../../../src/books/sort-keys.ts'
import type { Filters } from '../router/filters.ts'
import type { OwnBook } from './book.ts'
import type { Filter } from './filter.ts'
import { tagKey } from './tidy-draft.ts'

type Searched = Omit<ListedBook, 'has_review' | 'has_notes'> & Partial<Pick<OwnBook, 'review' | 'notes'>>

const wordsOf = (book: Searched): string =>
  indexWords(
    [
      book.title,
      book.description,
      book.series ?? '',
      book.review ?? '',
      book.notes ?? '',
      ...book.authors,
      ...book.tags,
    ].join('\n'),
  )

/** Whether a search finds the book, by the rules of the service. */
const isFound = (book: Searched, q: string): boolean => {
  if (q.trim() === '') return true
  const { beginnings, isbn } = termsOf(q)
  const words = wordsOf(book)
  const hasAll = (all: string[]) => all.every((one) => words.includes(needleOf(one)))
  if (!isbn) return beginnings.length > 0 && hasAll(beginnings)
  const hasIsbn = indexIsbn(book.isbn).includes(needleOf(isbn.beginning))
  return hasAll(beginnings) && (hasIsbn || hasAll(isbn.orBeginnings))
}

const hasName = (names: readonly string[], name: string) =>
  names.some((one) => nameKeyOf(one) === nameKeyOf(name))

/** Whether a book passes each filter, by the rules of the service. */
const passes: { [Name in keyof Filters]-?: (book: Searched, value: string) => boolean } = {
  status: ({ status }, value) => status === value,
  tag: ({ tags }, value) => tags.some((tag) => tagKey(tag) === tagKey(value)),
  author: ({ authors }, value) => hasName(authors, value),
  series: ({ series }, value) => series !== null && seriesKeyOf(series) === seriesKeyOf(value),
  language: ({ language }, value) => language === value,
  format: ({ format }, value) => format === value,
  owned: ({ owned }, value) => String(owned) === value,
  cover: ({ image_url }) => image_url === null,
  rating_min: ({ rating }, value) => rating !== null && rating >= Number(value),
}

/** Whether a list of the whole library with this query has the book. */
export const fits = (book: Searched, { q, category, filters }: Filter): boolean =>
  (category === undefined || (category === 'none' ? null : category) === book.category) &&
  Object.entries(filters).every(([name, value]) => passes[name as keyof Filters](book, String(value))) &&
  isFound(book, q)
