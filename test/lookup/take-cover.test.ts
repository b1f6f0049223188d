import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { imagesFailing } from '../books/faults.ts'
import { putBook } from '../books/put-book.ts'
import { objectKeys } from '../covers/stored.ts'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { failures, forgetBudgets, takeCover } from './looking-up.ts'

beforeEach(forgetBudgets)
afterEach(() => {
  vi.restoreAllMocks()
})

const taken = (cover_id: string, source = 'open_library') => ({ source, cover_id })

const state = async () => ({
  objects: await objectKeys(),
  books: (await env.DB.prepare('select id, version, cover_key, cover_bytes from books order by id').all())
    .results,
  sizes: (await env.DB.prepare('select id, cover_bytes from users order by id').all()).results,
})

describe('a cover of a lookup', () => {
  it.each([
    ['open_library', '1001'],
    ['open_library', '1003'],
    ['google_books', 'AAAAAAAAAAAA'],
  ])('is stored like an upload: %s %s', async (source, id) => {
    const as = await signedIn()
    const before = await newBook(as)
    const response = await takeCover(as, before.id, taken(id, source))
    expect(response.status).toBe(200)
    const book = await dataOf(response)
    expect(book).toMatchObject({ id: before.id, title: before.title })
    expect(book.image_url).not.toBe(before.image_url)
    expect(response.headers.get('ETag')).toBe('"2"')
    const files = [book.image_url, book.thumbnail_url].map((url) => api.get(new URL(url).pathname))
    for (const file of await Promise.all(files)) expect(file.headers.get('Content-Type')).toBe('image/webp')
    const old = await api.get(new URL(before.image_url).pathname)
    expect(await errorOf(old)).toEqual([404, 'cover_not_found'])
  })

  it('is the largest that Google links to, on a host of its own', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const spy = vi.spyOn(globalThis, 'fetch')
    expect((await takeCover(as, id, taken('AAAAAAAAAAAA', 'google_books'))).status).toBe(200)
    expect(spy.mock.calls.at(-1)?.[0]).toBe('https://books.google.com/books/content?id=AAAAAAAAAAAA&zoom=3')
  })

  it.each([
    ['1700', 'malformed'],
    ['1701', 'malformed'],
    ['1708', undefined],
    ['1801', 'no_response'],
    ['1803', 'redirect'],
    ['1804', 'rejected'],
    ['1805', 'status'],
  ])('is all or nothing when the provider fails: %s', async (coverId, reason) => {
    const as = await signedIn()
    const { id } = await newBook(as)
    const before = await state()
    const settings = { LOOKUP_TIME_LIMIT_MS: coverId === '1801' ? '50' : '20000' }
    const response = await takeCover(as, id, taken(coverId), settings)
    expect(await errorOf(response)).toEqual([503, 'lookup_unavailable'])
    expect(await state()).toEqual(before)
    expect(failures()).toEqual(reason ? [reason] : [])
  })

  it.each([
    ['Images', () => ({ IMAGES: imagesFailing(9423) })],
    ['R2', () => ({ COVERS: failing(env.COVERS, ['put']) })],
  ])('leaves nothing behind when %s fails', async (_, bindings) => {
    const as = await signedIn()
    const { id } = await newBook(as)
    const before = await state()
    const toSend = request('POST', `/books/${id}/cover`, { as, body: taken('1001') })
    expect(await errorOf(await fetchWith(bindings(), toSend))).toEqual([503, 'service_unavailable'])
    expect(await state()).toEqual(before)
  })

  it('that does not exist is 404', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const unknown = [
      taken('1404'),
      taken('1101'),
      taken('0'),
      taken('-1'),
      taken('10a'),
      taken('1001', 'google_books'),
    ]
    for (const cover of unknown)
      expect(await errorOf(await takeCover(as, id, cover))).toEqual([404, 'cover_not_found'])
    const response = await takeCover(as, id, taken('AAAAAAAAAAAA', 'google_books'), { GOOGLE_BOOKS_KEY: '' })
    expect(await errorOf(response)).toEqual([404, 'cover_not_found'])
  })

  it('is for the owner alone: for others no provider is asked', async () => {
    const { id } = await putBook(await signedIn())
    const spy = vi.spyOn(globalThis, 'fetch')
    for (const other of [id, crypto.randomUUID(), 'no-id'])
      expect(await errorOf(await takeCover(await signedIn(), other, taken('1001')))).toEqual([
        404,
        'book_not_found',
      ])
    expect(spy).not.toHaveBeenCalled()
  })

  it.each([
    {},
    { source: 'open_library' },
    { source: 'elsewhere', cover_id: '1001' },
    { source: 'open_library', cover_id: 'https://elsewhere.example/cover.jpg' },
    { source: 'open_library', cover_id: '../1001' },
    { source: 'open_library', cover_id: 1001 },
    { ...taken('1001'), url: 'https://elsewhere.example/cover.jpg' },
  ])('is named by source and id, not by %o', async (cover) => {
    const as = await signedIn()
    const { id } = await putBook(as)
    expect(await errorOf(await takeCover(as, id, cover))).toEqual([400, 'invalid_input'])
  })

  it('counts for the quota', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const toSend = request('POST', `/books/${id}/cover`, { as, body: taken('1001') })
    expect(await errorOf(await fetchWith({ QUOTA_COVER_BYTES: '10' }, toSend))).toEqual([
      403,
      'quota_exceeded',
    ])
  })

  it('may be taken 60 times an hour', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    await takeCover(as, id, taken('1404'))
    await env.DB.prepare('update lookup_counts set count = 60 where user_id = ?').bind(as.user.id).run()
    const response = await takeCover(as, id, taken('1001'))
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(3000)
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
  })

  it('may be taken twice at once', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const twice = await Promise.all([takeCover(as, id, taken('1001')), takeCover(as, id, taken('1003'))])
    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    const { image_url } = await dataOf(await api.get(`/books/${id}`, { as }))
    expect((await api.get(new URL(image_url).pathname)).status).toBe(200)
    const { results } = await env.DB.prepare('select 1 from unowned_covers').all()
    expect((await objectKeys()).length).toBeGreaterThanOrEqual(2)
    expect(results.length).toBeGreaterThanOrEqual(1)
  })
})
