import type { Api, DataOf } from 'bookplate/client'

type Books = Api['books']
export type Stats = DataOf<Awaited<ReturnType<Books['stats']['$get']>>>
export type Facets = DataOf<Awaited<ReturnType<Books['facets']['$get']>>>
export type Month = Stats['months'][number]

/** A bar: a month or a year with its books and pages. */
export interface Period {
  /** `2026-10` or `2026` */
  name: string
  books: number
  pages: number
}

/** A paperback of 300 pages is about 2 cm thick. */
const metersPerPage = 0.02 / 300

export const shelfMeters = (pages: number): number => pages * metersPerPage

const monthNumber = (month: string): number => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return year * 12 + number
}

/** @returns the length of the longest row of months in each of which a book was finished */
export const longestRun = (months: readonly Month[]): number => {
  let [longest, run, last] = [0, 0, Number.NaN]
  for (const { month, books } of months) {
    if (books === 0) continue
    const now = monthNumber(month)
    run = now === last + 1 ? run + 1 : 1
    last = now
    longest = Math.max(longest, run)
  }
  return longest
}

/** @returns the month in which the most books were finished, the first of several; undefined without a book */
export const fullestMonth = (months: readonly Month[]): Month | undefined => {
  const most = Math.max(0, ...months.map(({ books }) => books))
  return most > 0 ? months.find(({ books }) => books === most) : undefined
}

const maxYears = 40

/** @returns the sums of each year, without gaps if they fit in a chart */
export const yearsOf = (months: readonly Month[]): Period[] => {
  const years = new Map<number, Period>()
  for (const { month, books, pages } of months) {
    const year = Number(month.slice(0, 4))
    const before = years.get(year) ?? { name: String(year), books: 0, pages: 0 }
    years.set(year, { ...before, books: before.books + books, pages: before.pages + pages })
  }
  const found = [...years.keys()].sort((a, b) => a - b)
  const [first = 0, last = -1] = [found[0], found.at(-1)]
  const isShort = last - first < maxYears
  const shown = isShort ? Array.from({ length: last - first + 1 }, (_, at) => first + at) : found
  return shown.slice(-maxYears).map((year) => years.get(year) ?? { name: String(year), books: 0, pages: 0 })
}

/** The years that have a page, the latest first: those with a finished book, the current one and the shown one. */
export const yearsToShow = (
  found: Facets['year_finished'],
  current: number,
  shown: number | undefined,
): number[] => {
  const years = new Set([current, ...(found ?? []).map(({ value }) => value)])
  if (shown !== undefined) years.add(shown)
  // An address has years of four digits.
  return [...years].filter((year) => year >= 1000).sort((a, b) => b - a)
}
