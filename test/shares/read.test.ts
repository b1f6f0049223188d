import { describe, expect, it } from 'vitest'
import { bookRow, instant, putBook, putRows } from '../books/put-book.ts'
import { api, dataOf, request } from '../support/client.ts'
import { lineOfRequest } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'
import { countingDatabase, fetchWith } from '../support/worker.ts'
import { paths, putShare, sharedKey, statusesOf } from './sharing.ts'

const booksOf = async (key: string, query = '') => dataOf(await api.get(`/shares/${key}${query}`))
const titlesOf = async (key: string): Promise<string[]> =>
  (await booksOf(key)).map(({ title }: { title: string }) => title)

const there = [200, 200, 200]

describe('a shared shelf', () => {
  it('has these members of a book, and no others', async () => {
    const as = await signedIn()
    const book = await putBook(as, {
      authors: ['Mary Shelley'],
      series: 'Monsters',
      series_number: 1.5,
      rating: 4.25,
      review: 'It lives.',
      notes: 'secret',
      tags: ['secret'],
    })
    expect(await booksOf(await sharedKey({}, as))).toEqual([
      {
        title: book.title,
        authors: ['Mary Shelley'],
        category: 'science',
        series: 'Monsters',
        series_number: 1.5,
        image_url: book.image_url,
        thumbnail_url: book.thumbnail_url,
        rating: 4.25,
        review: 'It lives.',
      },
    ])
  })

  it('has neither ratings nor reviews unless they are included', async () => {
    const as = await signedIn()
    await putBook(as, { rating: 4.25, review: 'It lives.' })
    for (const [include_ratings, include_reviews] of [
      [false, false],
      [true, false],
      [false, true],
    ]) {
      const key = await sharedKey({ include_ratings, include_reviews }, as)
      const [book] = await booksOf(key)
      expect(['rating' in book, 'review' in book]).toEqual([include_ratings, include_reviews])
      for (const path of paths(key)) {
        const text = await (await api.get(path)).text()
        expect(text.includes('It lives.')).toBe(include_reviews)
        expect(/4\.25/.test(text)).toBe(include_ratings)
      }
    }
  })

  it('has only the books with its tag, in any case and form, as the list of books has', async () => {
    const as = await signedIn()
    for (const [title, ...tags] of [['One', 'Café', 'gothic'], ['Two', 'gothic novel'], ['Three']])
      await api.post('/books', { as, body: { title, tags } })
    const key = await sharedKey({ tag: 'CAFE\u0301' }, as)
    expect(await titlesOf(key)).toEqual(['One'])
    await putShare(as, { tag: 'GOTHIC' })
    expect(await titlesOf(key)).toEqual(['One'])
    await putShare(as, { tag: 'goth' })
    expect(await titlesOf(key)).toEqual([])
    expect(await statusesOf(key)).toEqual(there)
    await putShare(as, { tag: null })
    expect((await titlesOf(key)).toSorted()).toEqual(['One', 'Three', 'Two'])
  })

  it('shows its tag to its owner alone', async () => {
    const as = await signedIn()
    await putBook(as, { tags: ['tagofowner'] })
    const key = await sharedKey({ tag: 'tagofowner' }, as)
    for (const path of paths(key)) expect(await (await api.get(path)).text()).not.toContain('tagofowner')
  })

  it('has the newest books first, in pages that name each book once', async () => {
    const as = await signedIn()
    // Some were added at the same instant.
    const rows = Array.from({ length: 45 }, (_, at) =>
      bookRow(as.user.id, { title: `Title ${at}`, createdAt: new Date(instant + Math.floor(at / 4)) }),
    )
    await putRows(rows)
    const key = await sharedKey({}, as)
    const seen: string[] = []
    let query = '?limit=10'
    for (let pages = 0; query !== ''; pages++) {
      expect(pages).toBeLessThan(6)
      const response = await api.get(`/shares/${key}${query}`)
      const { data, page } = await response.json<{ data: { title: string }[]; page: { next: string } }>()
      seen.push(...data.map(({ title }) => title))
      query = page.next ? `?limit=10&cursor=${page.next}` : ''
    }
    const listed = await dataOf(await api.get('/books?limit=100', { as }))
    expect(seen).toEqual(listed.map(({ title }: { title: string }) => title))
  })

  it('has no more than 4 MB on a page, and each book on one of them', async () => {
    const as = await signedIn()
    // Each character is six as JSON.
    const review = '\u0001'.repeat(20_000)
    const rows = Array.from({ length: 100 }, (_, at) =>
      bookRow(as.user.id, { title: `Title ${at}`, review, createdAt: new Date(instant + at) }),
    )
    // D1 takes 2 MB at once.
    for (let at = 0; at < rows.length; at += 10) await putRows(rows.slice(at, at + 10))
    const key = await sharedKey({}, as)
    const seen: string[] = []
    const sizes: number[] = []
    for (let query: string | undefined = '?limit=100'; query !== undefined; ) {
      const text = await (await api.get(`/shares/${key}${query}`)).text()
      const { data, page } = JSON.parse(text)
      seen.push(...data.map(({ title }: { title: string }) => title))
      sizes.push(text.length)
      query = page.next ? `?limit=100&cursor=${page.next}` : undefined
    }
    expect(seen).toEqual(rows.map(({ title }) => title).reverse())
    expect(sizes).toHaveLength(4)
    expect(Math.max(...sizes)).toBeLessThan(4_100_000)
    for (const path of paths(key)) expect((await (await api.get(path)).text()).length).toBeLessThan(9_000_000)
  })

  it('takes one D1 round trip, and reads the rows of the page alone', async () => {
    const as = await signedIn()
    await putRows(
      Array.from({ length: 400 }, (_, at) =>
        bookRow(as.user.id, { title: `Title ${at}`, createdAt: new Date(instant + at) }),
      ),
    )
    const key = await sharedKey({}, as)
    const { page } = await (await api.get(`/shares/${key}?limit=50`)).json<{ page: { next: string } }>()
    for (const path of [...paths(key), `/shares/${key}?limit=50&cursor=${page.next}`]) {
      const { DB, trips } = countingDatabase()
      expect((await fetchWith({ DB }, request('GET', path))).status).toBe(200)
      expect(trips()).toBe(1)
      expect(lineOfRequest()?.d1RowsRead).toBeLessThan(130)
    }
  })
})
