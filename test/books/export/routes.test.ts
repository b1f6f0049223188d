import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories } from '../../../src/db/schema.ts'
import { failingAfter } from '../../faults.ts'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { fetchWith } from '../../support/worker.ts'
import { exportOf, reportOf } from '../import/transfer.ts'
import { bookRow, instant, putBook, putRows } from '../put-book.ts'

const title = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => text.trim())
const book = fc.record({
  title: title.filter((text) => text !== '' && text.isWellFormed()),
  description: fc.string({ unit: 'binary', maxLength: 60 }),
  category: fc.constantFrom(...categories),
  created_at: fc.integer({ min: -1e12, max: instant }).map((at) => new Date(at).toISOString()),
})
const library = fc.uniqueArray(book, { maxLength: 30, selector: ({ title }) => title })

/** @returns a new user with so many books */
const userWith = async (count: number) => {
  const as = await signedIn()
  const rows = Array.from({ length: count }, (_, at) =>
    bookRow(as.user.id, { createdAt: new Date(instant + at) }),
  )
  await putRows(rows)
  return { as, rows }
}

describe('GET /books/export', () => {
  it.each(['csv', 'json'])(
    'is the same, byte for byte, after an import: %s',

    async (format) => {
      const property = fc.asyncProperty(library, async (books) => {
        const [first, second] = [await signedIn(), await signedIn()]
        const file = JSON.stringify({ format: 'bookplate', version: 1, note: '', books })
        expect((await reportOf(first, file)).created).toBe(books.length)
        const exported = await exportOf(first, format)
        await reportOf(second, exported)
        expect(await exportOf(second, format)).toBe(exported)
        const { books: found } = JSON.parse(await exportOf(first, 'json'))
        const inOrder = books.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
        expect(found.map(({ created_at }: { created_at: string }) => created_at)).toEqual(
          inOrder.map(({ created_at }) => created_at),
        )
        expect(found).toEqual(expect.arrayContaining(books))
      })
      await fc.assert(property, { numRuns: repetitions(5, 100) })
    },
  )

  it('streams a library of several pages, in order', async () => {
    const { as, rows } = await userWith(1300)
    const { books } = JSON.parse(await exportOf(as, 'json'))
    expect(books.map(({ title }: { title: string }) => title)).toEqual(rows.map(({ title }) => title))
  })

  it('is a file whose name says that covers are not included', async () => {
    const response = await api.get('/books/export?format=csv', { as: await signedIn() })
    expect(response.headers.get('Content-Disposition')).toBe(
      'attachment; filename="bookplate-without-covers.csv"',
    )
    expect(response.headers.get('Content-Type')).toMatch(/^text\/csv; charset=utf-8/)
    await response.text()
  })

  it('accepts a download token once, and no unknown query', async () => {
    const as = await signedIn()
    await putBook(as, { title: 'Mine' })
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    expect(await (await api.get(`/books/export?token=${token}`)).text()).toContain('Mine')
    expect(await errorOf(await api.get(`/books/export?token=${token}`))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await api.get('/books/export?format=xml', { as }))).toEqual([400, 'invalid_query'])
    expect(await errorOf(await api.get('/books/export'))).toEqual([401, 'missing_token'])
  })

  it('spends a download token only when it starts', async () => {
    const as = await signedIn()
    await putBook(as, { title: 'Mine' })
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    const path = `/books/export?token=${token}`
    expect((await api.get(`${path}&format=xml`)).status).toBe(400)
    expect((await api.get(`${path}&unknown=1`)).status).toBe(400)
    expect((await api.head(path)).status).toBe(200)
    for (const calls of [0, 1]) {
      const failed = await fetchWith({ DB: failingAfter(env.DB, 'batch', calls) }, request('GET', path))
      expect(await errorOf(failed)).toEqual([503, 'service_unavailable'])
    }
    const sent = await Promise.all(Array.from({ length: 5 }, () => api.get(path)))
    const texts = await Promise.all(sent.map((response) => response.text()))
    expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401])
    expect(texts.filter((text) => text.includes('Mine'))).toHaveLength(1)
  })

  it('is an error with two credentials, and keeps the download token', async () => {
    const as = await signedIn()
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    const both = await api.get(`/books/export?token=${token}`, { as })
    expect(await errorOf(both)).toEqual([400, 'invalid_request'])
    const export_ = await api.get(`/books/export?token=${token}`)
    expect(export_.status).toBe(200)
    await export_.text()
  })

  it('breaks off when D1 fails between two pages', async () => {
    const { as } = await userWith(600)
    const DB = failingAfter(env.DB, 'batch', 1)
    await expect(fetchWith({ DB }, request('GET', '/books/export', { as }))).rejects.toThrow()
  })
})
