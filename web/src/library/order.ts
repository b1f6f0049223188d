import type { ListedBook } from 'bookplate/client'
import { authorKeyOf, finishedOnOf, seriesKeyOf, titleKeyOf } from '../../../src/books/sort-keys.ts'
import type { Sort } from '../router/shelf-query.ts'

type Key = string | number | null

/** Books without a number come behind the others of their series. */
const seriesAndNumber = ({ series, series_number }: ListedBook): Key => {
  const key = seriesKeyOf(series)
  return key === null ? null : `${key}\u0001${series_number?.toFixed(2).padStart(7, '0') ?? '~'}`
}

/** The service's sort keys. Null stands for a book without the value. */
const keys: Record<string, (book: ListedBook) => Key> = {
  created_at: ({ created_at }) => Date.parse(created_at),
  title: ({ title }) => titleKeyOf(title),
  author: ({ authors }) => authorKeyOf(authors) || null,
  series: seriesAndNumber,
  rating: ({ rating }) => rating,
  finished_on: ({ readings }) => finishedOnOf(readings),
  published_year: ({ published_year }) => published_year,
  pages: ({ pages }) => pages,
}

/** Compares text as SQLite does: code point by code point. */
const compareText = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}

const compareKeys = (a: string | number, b: string | number): number =>
  typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : compareText(a, b)

/** @returns a function that compares two books as the service orders them: without the value last, ties by id */
export const bookOrder = (sort: Sort) => {
  const keyOf = keys[sort.replace('-', '')] ?? (() => null)
  const direction = sort.startsWith('-') ? -1 : 1
  return (one: ListedBook, other: ListedBook): number => {
    const [a, b] = [keyOf(one), keyOf(other)]
    if ((a === null) !== (b === null)) return a === null ? 1 : -1
    const byKey = a === null || b === null ? 0 : compareKeys(a, b)
    return direction * (byKey || compareText(one.id, other.id))
  }
}

/** @returns the place of `book` in a list that has this order */
export const placeIn = (
  list: readonly ListedBook[],
  book: ListedBook,
  compare: ReturnType<typeof bookOrder>,
): number => {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = list[middle]
    if (other && compare(other, book) < 0) low = middle + 1
    else high = middle
  }
  return low
}
