import { describe, expect, it } from 'vitest'
import { bookRow, putBook, putRows } from '../books/put-book.ts'
import { api, request } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { countingDatabase, fetchWith } from '../support/worker.ts'
import { paths, putShare, sharedKey } from './sharing.ts'

describe('the ETag', () => {
  const tagOf = async (path: string, headers: Record<string, string> = {}) =>
    (await api.get(path, { headers })).headers.get('ETag') ?? ''

  it('gets 304 in one round trip while nothing has changed', async () => {
    const as = await signedIn()
    await putRows(Array.from({ length: 60 }, () => bookRow(as.user.id)))
    const key = await sharedKey({}, as)
    for (const path of paths(key)) {
      const tag = await tagOf(path)
      expect(tag).toMatch(/^"[\w-]{22}"$/)
      const { DB, trips } = countingDatabase()
      const again = request('GET', path, { headers: { 'If-None-Match': tag } })
      const response = await fetchWith({ DB }, again)
      expect([response.status, await response.text()]).toEqual([304, ''])
      expect(response.headers.get('ETag')).toBe(tag)
      expect(response.headers.get('Cache-Control')).toBe('no-cache')
      expect(trips()).toBe(1)
    }
  })

  it.each<[string, object, object]>([
    ['title', { title: 'Another' }, {}],
    ['rating', { rating: 1 }, {}],
    ['review', { review: 'Another' }, {}],
    ['settings', {}, { include_ratings: false }],
  ])('is another after a change of the %s', async (_, change, settings) => {
    const as = await signedIn()
    const { id } = await putBook(as, { rating: 5, review: 'One' })
    const key = await sharedKey({}, as)
    const before = await Promise.all(paths(key).map((path) => tagOf(path)))
    if (Object.keys(change).length > 0) await api.patch(`/books/${id}`, { as, body: change })
    await putShare(as, settings)
    const after = await Promise.all(paths(key).map((path) => tagOf(path)))
    for (const [at, tag] of after.entries()) expect(tag).not.toBe(before[at])
  })

  it('is the same after a change that visitors cannot see', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const key = await sharedKey({ include_ratings: false, include_reviews: false }, as)
    const before = await Promise.all(paths(key).map((path) => tagOf(path)))
    const body = { rating: 1, review: 'x', notes: 'x', tags: ['x'], status: 'read', extra: { a: 'b' } }
    expect((await api.patch(`/books/${id}`, { as, body })).status).toBe(200)
    expect(await Promise.all(paths(key).map((path) => tagOf(path)))).toEqual(before)
  })

  it('of an old address never matches at the new one', async () => {
    const as = await signedIn()
    await putBook(as)
    const old = await sharedKey({}, as)
    const tags = await Promise.all(paths(old).map((path) => tagOf(path)))
    const key = await sharedKey({ rotate: true }, as)
    const headers = { 'If-None-Match': tags.join(', ') }
    for (const path of paths(key)) expect((await api.get(path, { headers })).status).toBe(200)
    for (const path of paths(old)) expect((await api.get(path, { headers })).status).toBe(404)
  })

  it('of an empty share never matches that of another reader', async () => {
    const [one, other] = [await sharedKey(), await sharedKey()]
    const tags = await Promise.all(paths(one).map((path) => tagOf(path)))
    for (const path of paths(other)) expect(tags).not.toContain(await tagOf(path))
  })
})
