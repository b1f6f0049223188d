import { exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { api, dataOf, origin } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { allPages, idsOf, list, listed, type Page } from './library.ts'
import { bookRow, instant, putBook, putRows } from './put-book.ts'
import { expectedIds } from './sorted.ts'

type Reader = Awaited<ReturnType<typeof signedIn>>

/** Adds books of one category and one time to the user's library. @returns their ids, newest first */
const addBooks = async ({ user }: Reader, count: number, fields: Parameters<typeof bookRow>[1] = {}) => {
  const rows = Array.from({ length: count }, () => bookRow(user.id, fields))
  await putRows(rows)
  return expectedIds(rows, user.id, { sort: '-created_at', scope: 'mine' })
}

describe('GET /books', () => {
  it('lists the newest first, as they are read one by one', async () => {
    const session = await signedIn()
    const books = []
    for (const title of ['One', 'Two', 'Three']) {
      const { id } = await putBook(session, { title })
      books.unshift(listed(await dataOf(await api.get(`/books/${id}`, { as: session }))))
    }
    const page = await list(session)
    expect(page).toEqual({ message: 'A page of books.', data: books, page: { next: null } })
    expect(await list(session, '/')).toEqual(page)
  })

  it('has an empty page for an empty library', async () => {
    const session = await signedIn()
    expect(await list(session)).toMatchObject({ data: [], page: { next: null } })
    expect(await list(session, '?category=horror&limit=1')).toMatchObject({ data: [], page: { next: null } })
  })

  it('has no next page when the last page is full', async () => {
    const session = await signedIn()
    await addBooks(session, 10)
    expect((await list(session, '?limit=10')).page.next).toBeNull()
    expect((await allPages(session, 'limit=5')).map(({ data }) => data.length)).toEqual([5, 5])
  })

  it('may be limited to one category', async () => {
    const session = await signedIn()
    const picture = await addBooks(session, 7, { category: 'picture book' })
    await addBooks(session, 7, { category: 'poetry' })
    expect(idsOf(await list(session, '?category=picture+book'))).toEqual(picture)
    const pages = await allPages(session, 'category=picture%20book&limit=3')
    expect(pages.flatMap(idsOf)).toEqual(picture)
  })

  it('never shows books of other users', async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    const own = await addBooks(reader, 3)
    await addBooks(other, 3, { createdAt: new Date(instant + 1) })
    expect(idsOf(await list(reader))).toEqual(own)
    expect(idsOf(await list(reader, '?category=science'))).toEqual(own)
  })

  it('has a link to the next page that does not depend on the Host header', async () => {
    const session = await signedIn()
    const ids = await addBooks(session, 5, { category: 'picture book' })
    const headers = { Authorization: `Bearer ${session.access_token}`, Host: 'evil.localhost' }
    const first = await exports.default.fetch(
      new Request('http://evil.localhost/books?category=picture+book&limit=3', { headers }),
    )
    const { page } = await first.json<Page>()
    const link = /^<(?<url>[^>]+)>; rel="next"$/.exec(first.headers.get('Link') ?? '')?.groups?.url ?? ''
    const url = new URL(link)
    expect(url.origin + url.pathname).toBe(`${origin}/books`)
    expect([...url.searchParams]).toEqual([
      ['category', 'picture book'],
      ['limit', '3'],
      ['cursor', page.next],
    ])
    const last = await api.get(url.pathname + url.search, { as: session })
    expect(last.headers.has('Link')).toBe(false)
    expect(idsOf(await last.json())).toEqual(ids.slice(3))
  })
})

describe('with 101 books', () => {
  let session: Reader
  let ids: string[]
  beforeAll(async () => {
    session = await signedIn()
    ids = await addBooks(session, 101)
  })

  it.each([
    ['', 20],
    ['?limit=1', 1],
    ['?limit=20', 20],
    ['?limit=99', 99],
    ['?limit=100', 100],
  ])('GET /books%s has a page of %i', async (query, size) => {
    const page = await list(session, query)
    expect(idsOf(page)).toEqual(ids.slice(0, size))
    expect(page.page.next).toBeTypeOf('string')
  })

  it.each([
    ...['limit=0', 'limit=101', 'limit=1000', 'limit=-1', 'limit=1.5', 'limit=1e1', 'limit=0x10'],
    ...['limit=%2B5', 'limit=+5', 'limit=٣', 'limit=', 'limit', 'limit=many', 'limit=5&limit=5', 'limit[]=5'],
    ...['category=cooking', 'category=Science', 'category=', 'category=science&category=poetry'],
    ...['cursor=a&cursor=b', 'page=2', 'offset=10', 'user_id=x', 'Limit=5', '__proto__=1', 'constructor=1'],
  ])('GET /books?%s is an error', async (query) => {
    const response = await api.get(`/books?${query}`, { as: session })
    expect(response.status).toBe(400)
    const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
    expect(error.code).toBe('invalid_query')
    expect(error.issues.map(({ path }) => path)).toEqual([query.split('=')[0]])
  })
})
