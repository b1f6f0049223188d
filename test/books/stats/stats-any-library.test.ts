import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BookFields } from '../../../src/books/fields.ts'
import { nameKeyOf } from '../../../src/books/sort-keys.ts'
import { api, dataOf } from '../../support/client.ts'
import { newUser, signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { anyBook } from '../any-book.ts'
import { asKnown, rowFor } from '../listing-model.ts'
import { putOnly } from '../sorted.ts'

/** @returns the days on which the book was finished; null for a day that is not known */
const daysOf = ({ readings, status }: BookFields, year: string | undefined) => {
  if (status === 'did_not_finish') return []
  const days = readings.flatMap(({ finished_on: day }) => day ?? [])
  if (year !== undefined) return days.filter((day) => day.slice(0, 4) === year)
  return days.length > 0 || status !== 'read' ? days : [null]
}

/** @returns how often each value occurs */
const countOf = (values: (string | number)[]) => {
  const counts = new Map<string | number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Object.fromEntries(counts)
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

const expectedStats = (books: BookFields[], year: string | undefined) => {
  const finished = books.flatMap((book) => {
    const days = daysOf(book, year)
    return days.length > 0 ? [{ book, days }] : []
  })
  const readings = finished.flatMap(({ book, days }) =>
    days.map((day) => ({ day, pages: book.pages ?? 0, month: day?.slice(0, 7) })),
  )
  const ratings = finished.flatMap(({ book }) => book.rating ?? [])
  const pages = finished.flatMap(({ book }) => book.pages ?? [])
  return {
    books: readings.length,
    pages: sum(readings.map((one) => one.pages)),
    distinct: finished.length,
    undated: readings.filter(({ day }) => day === null).length,
    months: countOf(readings.flatMap(({ month }) => month ?? [])),
    ratings: countOf(ratings),
    average: ratings.length > 0 ? sum(ratings) / ratings.length : null,
    categories: countOf(finished.map(({ book }) => book.category ?? 'none')),
    authors: countOf(finished.flatMap(({ book }) => [...new Set(book.authors.map(nameKeyOf))])),
    formats: countOf(finished.flatMap(({ book }) => book.format ?? [])),
    longest: pages.length > 0 ? Math.max(...pages) : undefined,
    shortest: pages.length > 0 ? Math.min(...pages) : undefined,
  }
}

type Counted = { value: string; count: number }[]
const byValue = (list: Counted, keyOf = (value: string) => value) =>
  Object.fromEntries(list.map(({ value, count }) => [keyOf(value), count]))

it('the statistics of any library are those of a list of its books', async () => {
  const [reader, other] = [await signedIn(), await newUser()]
  const library = fc.uniqueArray(anyBook, {
    maxLength: 25,
    selector: (book) => JSON.stringify([book.fields.title, asKnown(book).fields.authors]),
  })
  const property = fc.asyncProperty(
    library,
    fc.constantFrom(undefined, '2024', '2026'),
    async (any, year) => {
      const books = any.map(asKnown)
      await putOnly([reader.user.id, other.id].flatMap((user) => books.map((book) => rowFor(user, book))))
      const query = year === undefined ? '' : `?year=${year}`
      const stats = await dataOf(await api.get(`/books/stats${query}`, { as: reader }))
      const { average, ...expected } = expectedStats(
        books.map(({ fields }) => fields),
        year,
      )
      const months: { month: string; books: number }[] = stats.months
      expect({
        books: stats.total.books,
        pages: stats.total.pages,
        distinct: stats.total.distinct_books,
        undated: stats.total.undated_books,
        months: Object.fromEntries(months.flatMap((one) => (one.books > 0 ? [[one.month, one.books]] : []))),
        ratings: byValue(stats.ratings.distribution),
        categories: byValue(stats.categories),
        authors: byValue(stats.authors, nameKeyOf),
        formats: byValue(stats.formats),
        longest: stats.longest?.pages,
        shortest: stats.shortest?.pages,
      }).toEqual(expected)
      if (average === null) expect(stats.ratings.average).toBeNull()
      else expect(stats.ratings.average).toBeCloseTo(average, 2)
      expect(sum(stats.months.map((one: { pages: number }) => one.pages))).toBeLessThanOrEqual(
        stats.total.pages,
      )
    },
  )
  await fc.assert(property, { numRuns: repetitions(8, 200) })
})
