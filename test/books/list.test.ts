import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { selectBooks } from '../../src/books/listing.ts'
import { api } from '../support/client.ts'
import { newBook, signedIn, type TestBook } from '../support/makers.ts'
import { allPages, idsOf, insertBooks, instant, list } from './library.ts'

describe('GET /books', () => {
  it('answers with the newest first, as they are read one by one', async () => {
    const session = await signedIn()
    const books: TestBook[] = []
    for (let made = 0; made < 3; made++) books.unshift(await newBook(session))
    const page = await list(session)
    expect(page).toEqual({ message: expect.any(String), data: books, page: { next: null } })
    expect(await list(session, '/')).toEqual(page)
  })

  it('answers with an empty page when there is nothing', async () => {
    const session = await signedIn()
    expect(await list(session)).toMatchObject({ data: [], page: { next: null } })
    expect(await list(session, '?category=horror&limit=1')).toMatchObject({ data: [], page: { next: null } })
  })

  it.each([
    ['', 20],
    ['?limit=1', 1],
    ['?limit=20', 20],
    ['?limit=99', 99],
    ['?limit=100', 100],
  ])('%s gives a page of %i', async (query, size) => {
    const session = await signedIn()
    const ids = await insertBooks(session.user.id, 101)
    const page = await list(session, query)
    expect(idsOf(page)).toEqual(ids.slice(0, size))
    expect(page.page.next).toBeTypeOf('string')
  })

  it('says that there is no more when the last page is just full', async () => {
    const session = await signedIn()
    await insertBooks(session.user.id, 10)
    expect((await list(session, '?limit=10')).page.next).toBeNull()
    expect((await allPages(session, 'limit=5')).map(({ data }) => data.length)).toEqual([5, 5])
  })

  it.each([
    'limit=0',
    'limit=101',
    'limit=1000',
    'limit=-1',
    'limit=1.5',
    'limit=1e1',
    'limit=0x10',
    'limit=%2B5',
    'limit=+5',
    'limit=٣',
    'limit=',
    'limit',
    'limit=many',
    'limit=5&limit=5',
    'limit[]=5',
    'category=cooking',
    'category=Science',
    'category=',
    'category=science&category=poetry',
    'cursor=a&cursor=b',
    'page=2',
    'offset=10',
    'user_id=x',
    'Limit=5',
    '__proto__=1',
    'constructor=1',
  ])('refuses ?%s', async (query) => {
    const response = await api.get(`/books?${query}`, { as: await signedIn() })
    expect(response.status).toBe(400)
    const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
    expect(error.code).toBe('invalid_query')
    expect(error.issues.map(({ path }) => path)).toEqual([query.split('=')[0]])
  })

  it('shows one category alone', async () => {
    const session = await signedIn()
    const picture = await insertBooks(session.user.id, 7, { category: 'picture book' })
    await insertBooks(session.user.id, 7, { category: 'poetry' })
    expect(idsOf(await list(session, '?category=picture+book'))).toEqual(picture)
    const pages = await allPages(session, 'category=picture%20book&limit=3')
    expect(pages.flatMap(idsOf)).toEqual(picture)
  })

  it("never shows another user's books", async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    const own = await insertBooks(reader.user.id, 3)
    await insertBooks(other.user.id, 3, { createdAt: () => instant + 1 })
    expect(idsOf(await list(reader))).toEqual(own)
    expect(idsOf(await list(reader, '?category=science'))).toEqual(own)
  })
})

describe('the query', () => {
  const userId = crypto.randomUUID()
  const caller = { userId, sessionId: '', at: new Date() }
  const after: [number, string] = [instant, '88888888-8888-4888-8888-888888888888']

  beforeAll(async () => {
    await env.DB.prepare("insert into users values (?1, '', ?1, '', 1, 0, 0, null, null)").bind(userId).run()
    await insertBooks(userId, 300)
    await insertBooks(userId, 300, { category: 'poetry' })
  })

  it.each([
    ['all', {}, 'books_newest'],
    ['all from a cursor on', { after }, 'books_newest'],
    ['a category', { category: 'poetry' as const }, 'books_category'],
    ['a category from a cursor on', { category: 'poetry' as const, after }, 'books_category'],
  ])('for %s searches an index and reads a page', async (_, options, index) => {
    const { sql, params } = selectBooks(caller, {
      scope: 'mine',
      sort: '-created_at',
      ...options,
      limit: 20,
    })
    expect(sql).not.toMatch(/offset/i)
    const plan = await env.DB.prepare(`explain query plan ${sql}`)
      .bind(...params)
      .all<{ detail: string }>()
    expect(plan.results.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(new RegExp(`^SEARCH books USING INDEX ${index} \\(`)),
    ])
    const { results, meta } = await env.DB.prepare(sql)
      .bind(...params)
      .all()
    expect(results).toHaveLength(20)
    expect(meta.rows_read).toBeLessThanOrEqual(21)
  })
})
