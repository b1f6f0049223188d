import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { failingAfter } from '../../faults.ts'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { exportOf } from '../import/transfer.ts'
import { bookRow, instant, putBook, putRows } from '../put-book.ts'
import { nameOf } from './parts-of.ts'

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
  it('streams a library of several pages, in order', async () => {
    const { as, rows } = await userWith(1300)
    const { books } = JSON.parse(await exportOf(as, 'json'))
    expect(books.map(({ title }: { title: string }) => title)).toEqual(rows.map(({ title }) => title))
  })

  it.each([
    ['json', 'bookplate-without-covers.json', 'application/json'],
    ['csv', 'bookplate-without-covers.csv', 'text/csv; charset=utf-8; header=present'],
    ['goodreads', 'bookplate-for-goodreads.csv', 'text/csv; charset=utf-8; header=present'],
    ['zip', 'bookplate-with-covers.zip', 'application/zip'],
  ])('is a private file whose name says what it has: %s', async (format, name, type) => {
    const as = await signedIn()
    const path = `/books/export?format=${format}`
    for (const response of [await api.get(path, { as }), await api.head(path, { as })]) {
      expect(nameOf(response)).toBe(name)
      expect(response.headers.get('Content-Type')).toBe(type)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(response.headers.get('Link')).toBeNull()
      await response.body?.cancel()
    }
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
    for (const calls of [0, 1, 2]) {
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
    const DB = failingAfter(env.DB, 'batch', 2)
    await expect(fetchWith({ DB }, request('GET', '/books/export', { as }))).rejects.toThrow()
  })
})
