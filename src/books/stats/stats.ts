import type * as z from 'zod'
import { unpacked } from '../packed.ts'
import { nameKeyOf } from '../sort-keys.ts'
import { newTally } from '../tally.ts'
import type { presentedStats } from './schema.ts'
import type { FinishedBook } from './statements.ts'

type Stats = z.output<typeof presentedStats>
type Month = Stats['months'][number]
type Sized = NonNullable<Stats['longest']>

const monthsOf = (year: string): Month[] =>
  Array.from({ length: 12 }, (_, at) => ({
    month: `${year}-${String(at + 1).padStart(2, '0')}`,
    books: 0,
    pages: 0,
  }))

/** @returns the days of `readings` on which the book was finished, in the year if one is given */
const finishedDays = (readings: FinishedBook[7], year: string | undefined): string[] =>
  readings.flatMap(({ finished_on: day }) =>
    day !== null && (year === undefined || day.startsWith(`${year}-`)) ? [day] : [],
  )

const monthTally = (year: string | undefined) => {
  const months = new Map((year === undefined ? [] : monthsOf(year)).map((one) => [one.month, one]))
  return {
    add: (day: string, pages: number) => {
      const name = day.slice(0, 7)
      const month = months.get(name) ?? { month: name, books: 0, pages: 0 }
      months.set(name, { month: name, books: month.books + 1, pages: month.pages + pages })
    },
    all: () => [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
  }
}

/** Of books of one length the first one that was added. */
const isMore = (a: Sized, b: Sized | null, sign: 1 | -1): boolean =>
  b === null || (a.pages - b.pages) * sign > 0 || (a.pages === b.pages && a.id < b.id)

const ratingsOf = (ratings: number[]): Stats['ratings'] => {
  const tally = newTally()
  for (const rating of ratings) tally.add(rating)
  const sum = ratings.reduce((total, rating) => total + rating, 0)
  return {
    average: ratings.length === 0 ? null : Math.round((100 * sum) / ratings.length) / 100,
    count: ratings.length,
    distribution: (tally.most() as Stats['ratings']['distribution']).sort((a, b) => a.value - b.value),
  }
}

/** @param rows of `selectFinished` for the same year */
export const statsOf = (rows: { packed: string }[], year: string | undefined): Stats => {
  const total = { books: 0, pages: 0, distinct_books: 0, undated_books: 0 }
  const months = monthTally(year)
  const ratings: number[] = []
  const [categories, formats] = [newTally(), newTally()]
  const authors = newTally((name) => nameKeyOf(String(name)))
  let longest: Sized | null = null
  let shortest: Sized | null = null
  for (const [id, title, names, pages, rating, category, format, readings] of unpacked<FinishedBook>(rows)) {
    const days = finishedDays(readings, year)
    const times = Math.max(1, days.length)
    total.distinct_books++
    total.undated_books += Number(days.length === 0)
    total.books += times
    total.pages += times * (pages ?? 0)
    for (const day of days) months.add(day, pages ?? 0)
    if (rating !== null) ratings.push(rating)
    categories.add(category || 'none')
    authors.addAll(names)
    if (format !== null) formats.add(format)
    if (pages === null) continue
    const sized = { id, title, authors: names, pages }
    if (isMore(sized, longest, 1)) longest = sized
    if (isMore(sized, shortest, -1)) shortest = sized
  }
  return {
    year: year === undefined ? null : Number(year),
    total,
    months: months.all(),
    ratings: ratingsOf(ratings),
    categories: categories.most() as Stats['categories'],
    authors: authors.most() as Stats['authors'],
    formats: formats.most() as Stats['formats'],
    longest,
    shortest,
  }
}
