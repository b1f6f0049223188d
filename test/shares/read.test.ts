import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { bookRow, instant, putBook, putRows } from '../books/put-book.ts'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { lineOfRequest } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'
import { countingDatabase, fetchWith } from '../support/worker.ts'
import { putShare, sharedKey, visit } from './sharing.ts'

const booksOf = async (key: string, query = '') => dataOf(await api.get(`/shares/${key}${query}`))
const titlesOf = async (key: string): Promise<string[]> =>
  (await booksOf(key)).map(({ title }: { title: string }) => title)

/** The three representations of a share. */
const paths = (key: string) => [`/shares/${key}`, `/shares/${key}/feed.xml`, `/s/${key}`]
const statusesOf = (key: string) => Promise.all(paths(key).map(async (path) => (await api.get(path)).status))

const gone = [404, 404, 404]
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

describe('a shared shelf ends at the next request', () => {
  it('after it was switched off, and back after it was switched on', async () => {
    const as = await signedIn()
    const key = await sharedKey({}, as)
    expect(await statusesOf(key)).toEqual(there)
    await putShare(as, { enabled: false })
    expect(await statusesOf(key)).toEqual(gone)
    await putShare(as)
    expect(await statusesOf(key)).toEqual(there)
  })

  it('after it got another address', async () => {
    const as = await signedIn()
    const old = await sharedKey({}, as)
    const key = await sharedKey({ rotate: true }, as)
    expect(await statusesOf(old)).toEqual(gone)
    expect(await statusesOf(key)).toEqual(there)
  })

  it.each(['disabled_at', 'erased_at'])('when its owner is gone: %s', async (column) => {
    const as = await signedIn()
    const key = await sharedKey({}, as)
    await env.DB.prepare(`update users set ${column} = 1 where id = ?`).bind(as.user.id).run()
    expect(await statusesOf(key)).toEqual(gone)
  })

  it('in the same words for each reason, and for keys that never were', async () => {
    const [off, rotated, disabled] = [await signedIn(), await signedIn(), await signedIn()]
    const keys = [
      await sharedKey({}, off),
      await sharedKey({}, rotated),
      await sharedKey({}, disabled),
      ...['A'.repeat(22), 'short', 'x'.repeat(5000), '%00', '%F0%9F%93%9A', "' or 1=1 --", '*'],
    ]
    await putShare(off, { enabled: false })
    await putShare(rotated, { rotate: true })
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(disabled.user.id).run()
    const responses = await Promise.all(
      keys.flatMap((key) =>
        [`/shares/${key}`, `/s/${key}`].map(async (path) => {
          const response = await api.get(path)
          const headers = [...response.headers].filter(([name]) => !/^x-(request-id|d1-bookmark)$/.test(name))
          return [path.startsWith('/s/'), response.status, headers, await response.text()]
        }),
      ),
    )
    const [json, page] = [responses.filter(([isPage]) => !isPage), responses.filter(([isPage]) => isPage)]
    expect(new Set(json.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(new Set(page.map((one) => JSON.stringify(one))).size).toBe(1)
    for (const [, status] of responses) expect(status).toBe(404)
  })

  it('while a visitor reads its pages', async () => {
    const as = await signedIn()
    await putRows(Array.from({ length: 30 }, () => bookRow(as.user.id)))
    const key = await sharedKey({}, as)
    const { page } = await (await api.get(`/shares/${key}`)).json<{ page: { next: string } }>()
    const next = await sharedKey({ rotate: true }, as)
    expect(await errorOf(await api.get(`/shares/${key}?cursor=${page.next}`))).toEqual([
      404,
      'share_not_found',
    ])
    // The cursor is good for the old address alone.
    expect(await errorOf(await api.get(`/shares/${next}?cursor=${page.next}`))).toEqual([
      400,
      'invalid_cursor',
    ])
  })
})

describe('the address', () => {
  it('works with a slash at the end, and with HEAD', async () => {
    const key = await sharedKey()
    for (const path of paths(key)) {
      const [get, slash, head] = [await api.get(path), await api.get(`${path}/`), await api.head(path)]
      expect([slash.status, head.status]).toEqual([200, 200])
      expect(head.headers.get('ETag')).toBe(get.headers.get('ETag'))
      expect(slash.headers.get('ETag')).toBe(get.headers.get('ETag'))
      expect(await head.text()).toBe('')
    }
  })

  it('takes no other method', async () => {
    const key = await sharedKey()
    for (const path of paths(key))
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await api.send(method, path, { as: await signedIn(), body: {} })
        expect(response.headers.get('Allow')).toBe('GET, HEAD')
        expect(await errorOf(response)).toEqual([405, 'method_not_allowed'])
      }
  })

  it('is in no line of the log', async () => {
    const key = await sharedKey()
    for (const path of paths(key)) await api.get(path)
    // Each test searches its log for the keys of `sharedKey`.
    expect(key).toMatch(/^[\w-]{22}$/)
  })

  it('asks search engines and other sites for silence', async () => {
    const key = await sharedKey()
    for (const path of paths(key)) {
      const { headers } = await api.get(path)
      expect(headers.get('X-Robots-Tag')).toBe('noindex')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('Cache-Control')).toBe('no-cache')
      expect(headers.get('Set-Cookie')).toBeNull()
    }
    expect((await visit('A'.repeat(22))).headers.get('Cache-Control')).toBe('no-store')
  })
})

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
