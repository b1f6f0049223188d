import type { ListedBook } from 'bookplate/client'
import { api } from '../session/session.ts'

const booksPerRequest = 100
/** Enough for a year, and a limit for a library of many thousands. */
const maxRequests = 10

const isFinishedIn = (year: string, { status, readings }: ListedBook): boolean =>
  status !== 'did_not_finish' && readings.some(({ finished_on: day }) => day?.startsWith(`${year}-`))

const lastDay = ({ readings }: ListedBook): string =>
  readings.reduce((last, { finished_on: day }) => (day !== null && day > last ? day : last), '')

/** The first day in the year on which the book was finished. */
const dayIn = (year: string, { readings }: ListedBook): string =>
  readings
    .flatMap(({ finished_on: day }) => (day?.startsWith(`${year}-`) ? [day] : []))
    .sort()
    .at(0) ?? ''

/**
 * Walks the books by their last reading, the latest first, until one was last finished before the year.
 * @param from the month where the walk begins; undefined for the latest book
 */
const walk = async (
  year: string,
  from: string | undefined,
  isEnough: (found: ReadonlyMap<string, ListedBook>) => boolean,
  found: Map<string, ListedBook>,
  signal: AbortSignal,
): Promise<void> => {
  let cursor: string | undefined
  for (let requests = 0; requests < maxRequests && !isEnough(found); requests++) {
    const query = {
      sort: '-finished_on' as const,
      limit: String(booksPerRequest),
      ...(from && { from }),
      ...(cursor !== undefined && { cursor }),
    }
    const response = await api.books.$get({ query }, { init: { signal } })
    const { data, page } = await response.json()
    // A list of one's own books has no others.
    const books = data as ListedBook[]
    for (const book of books) if (isFinishedIn(year, book)) found.set(book.id, book)
    const last = books.at(-1)
    if (page.next === null || (last && lastDay(last) < year)) return
    cursor = page.next
  }
}

/**
 * @param count how many there are, as the statistics say
 * @returns the books that were finished in the year, in that order
 */
export const fetchYearBooks = async (
  year: number,
  count: number,
  signal: AbortSignal,
): Promise<ListedBook[]> => {
  const text = String(year)
  const found = new Map<string, ListedBook>()
  const isEnough = ({ size }: ReadonlyMap<string, ListedBook>) => size >= count
  await walk(text, `${text}-12`, isEnough, found, signal)
  // A book that was read again later comes earlier in this order.
  if (!isEnough(found)) await walk(text, undefined, isEnough, found, signal)
  return [...found.values()].sort((a, b) => (dayIn(text, a) < dayIn(text, b) ? -1 : 1))
}
