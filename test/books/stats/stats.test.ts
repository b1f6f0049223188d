import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, type Session } from '../../support/client.ts'
import { newUser, signedIn } from '../../support/makers.ts'
import { bookOf } from '../listing-model.ts'
import { putRows } from '../put-book.ts'

const statsOf = async (as: Session, query = '') => dataOf(await api.get(`/books/stats${query}`, { as }))

const finished = (...days: (string | null)[]) => ({
  readings: days.map((finished_on) => ({ started_on: null, finished_on })),
})

const shelf = (userId: string) => [
  bookOf(userId, {
    title: 'Twice',
    authors: ['Émile Zola'],
    pages: 100,
    rating: 4,
    category: 'horror',
    format: 'ebook',
    ...finished('2026-01-31', '2026-01-01', '2025-12-31', null),
  }),
  bookOf(userId, {
    title: 'Long',
    authors: ['EMILE ZOLA', 'Mary Shelley'],
    pages: 900,
    rating: 4.5,
    status: 'read',
    ...finished('2026-12-31'),
  }),
  bookOf(userId, { title: 'Without pages', rating: 5, ...finished('2026-01-15') }),
  bookOf(userId, { title: 'Undated', pages: 5, status: 'read', rating: 1, ...finished(null) }),
  bookOf(userId, { title: 'Started', pages: 1, status: 'reading', rating: 0.25, ...finished(null) }),
  bookOf(userId, {
    title: 'Given up',
    pages: 1,
    rating: 0.5,
    status: 'did_not_finish',
    ...finished('2025-02-02', '2026-06-06'),
  }),
  // A text that looks like a reading.
  bookOf(userId, { title: '"finished_on":"2026-01-01"', notes: '"finished_on":"2026-01-01"' }),
]

const emptyMonths = (year: number) =>
  Array.from({ length: 12 }, (_, at) => ({
    month: `${year}-${String(at + 1).padStart(2, '0')}`,
    books: 0,
    pages: 0,
  }))

describe('GET /books/stats', () => {
  it('sums up a year: each reading in the totals, each book once in the rest', async () => {
    const [reader, other] = [await signedIn(), await newUser()]
    const [twice, long, ...others] = shelf(reader.user.id)
    if (!twice || !long) throw new Error('no books')
    await putRows([twice, long, ...others, ...shelf(other.id)])
    const months = emptyMonths(2026)
    months[0] = { month: '2026-01', books: 3, pages: 200 }
    months[11] = { month: '2026-12', books: 1, pages: 900 }
    expect(await statsOf(reader, '?year=2026')).toEqual({
      year: 2026,
      total: { books: 4, pages: 1100, distinct_books: 3, undated_books: 0 },
      months,
      ratings: {
        average: 4.5,
        count: 3,
        distribution: [
          { value: 4, count: 1 },
          { value: 4.5, count: 1 },
          { value: 5, count: 1 },
        ],
      },
      categories: [
        { value: 'none', count: 2 },
        { value: 'horror', count: 1 },
      ],
      authors: [
        { value: 'EMILE ZOLA', count: 2 },
        { value: 'Mary Shelley', count: 1 },
      ],
      formats: [{ value: 'ebook', count: 1 }],
      longest: { id: long.id, title: 'Long', authors: ['EMILE ZOLA', 'Mary Shelley'], pages: 900 },
      shortest: { id: twice.id, title: 'Twice', authors: ['Émile Zola'], pages: 100 },
    })
  })

  it('sums up all time, with the books that were read on no known day', async () => {
    const reader = await signedIn()
    await putRows(shelf(reader.user.id))
    expect(await statsOf(reader)).toMatchObject({
      year: null,
      total: { books: 6, pages: 1205, distinct_books: 4, undated_books: 1 },
      months: [
        { month: '2025-12', books: 1, pages: 100 },
        { month: '2026-01', books: 3, pages: 200 },
        { month: '2026-12', books: 1, pages: 900 },
      ],
      ratings: { average: 3.63, count: 4 },
      longest: { pages: 900 },
      shortest: { pages: 5, title: 'Undated' },
    })
  })

  it('has zeros for a reader without a finished book', async () => {
    const nothing = { books: 0, pages: 0, distinct_books: 0, undated_books: 0 }
    const stats = await statsOf(await signedIn(), '?year=2024')
    expect(stats).toEqual({
      year: 2024,
      total: nothing,
      months: emptyMonths(2024),
      ratings: { average: null, count: 0, distribution: [] },
      ...{ categories: [], authors: [], formats: [], longest: null, shortest: null },
    })
    expect(await statsOf(await signedIn())).toEqual({ ...stats, year: null, months: [] })
  })

  it('takes the first of the books of one length', async () => {
    const reader = await signedIn()
    const rows = ['a', 'b', 'c'].map((title) =>
      bookOf(reader.user.id, { title, pages: 7, ...finished('2026-01-01') }),
    )
    await putRows(rows)
    const first = rows.map(({ id }) => id).sort()[0]
    expect(await statsOf(reader)).toMatchObject({ longest: { id: first }, shortest: { id: first } })
  })

  it('follows a change of the readings', async () => {
    const reader = await signedIn()
    const body = { title: 'Changed', pages: 10, ...finished('2026-02-01') }
    const { id } = await dataOf(await api.post('/books', { as: reader, body }))
    expect((await statsOf(reader, '?year=2026')).total).toMatchObject({ books: 1, pages: 10 })
    await api.patch(`/books/${id}`, { as: reader, body: finished('2025-02-01', '2025-03-01') })
    expect((await statsOf(reader, '?year=2026')).total).toMatchObject({ books: 0, pages: 0 })
    expect((await statsOf(reader, '?year=2025')).total).toMatchObject({ books: 2, pages: 20 })
  })

  it.each([
    'year=26',
    'year=',
    'year=2026-01',
    'year=twenty',
    'year=2026&year=2025',
    'from=2026',
    'year=%27%22--',
  ])('is an error with %s', async (query) => {
    const response = await api.get(`/books/stats?${query}`, { as: await signedIn() })
    expect(await errorOf(response)).toEqual([400, 'invalid_query'])
  })
})
