import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { api, dataOf, refusal, request, type Session } from '../support/client.ts'
import { newBook, password, signedIn, signIn, type TestBook } from '../support/makers.ts'
import { countingDatabase, fetchWith } from '../support/worker.ts'
import { allPages, idsOf, list, type Page } from './library.ts'

const sorts = ['created_at', '-created_at', 'title', '-title']

/** Whose books a list shows, in order. */
const ownersIn = (...pages: Page[]) => pages.flatMap(({ data }) => data.map(({ user_id }) => user_id))

/** Puts books into D1; their times rise and their titles fall, so that those of several users mix. */
const shelve = (userId: string, count: number, category = 'science') => {
  const rows = Array.from({ length: count }, (_, at) => ({
    id: crypto.randomUUID(),
    at,
    title: `Title ${9 - at}`,
  }))
  return env.DB.prepare(
    `insert into books select value->>'id', ?1, value->>'title', '', '[]', '[]', ?2, null, 1, value->>'at', 0
     from json_each(?3)`,
  )
    .bind(userId, category, JSON.stringify(rows))
    .run()
}

const purge = async (session: Session) => {
  const toSend = request('DELETE', '/users?purge=true', { as: session, body: { password } })
  expect((await fetchWith({}, toSend)).status).toBe(204)
}

const setDisabled = (userId: string, at: number | null) =>
  env.DB.prepare('update users set disabled_at = ? where id = ?').bind(at, userId).run()

/** @returns a reader with three books and another with four, and what the reader's pages of all books hold */
const twoReaders = async () => {
  const [reader, other] = [await signedIn(), await signedIn()]
  await shelve(reader.user.id, 3)
  await shelve(other.user.id, 4)
  const countOf = async (userId: string, query = '') =>
    ownersIn(...(await allPages(reader, `scope=all&limit=2${query}`))).filter((id) => id === userId).length
  return { reader, other, countOf }
}

// `scope=all` shows what other tests left as well.
beforeEach(() => env.DB.prepare('delete from books').run())

describe('scope=all', () => {
  it("shows everybody's books as their owners see them, newest first", async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const books: TestBook[] = []
    for (const owner of [one, two, one, two]) books.unshift(await newBook(owner))
    for (const reader of [one, two, await signedIn()]) {
      const page = await list(reader, '?scope=all')
      expect(page).toEqual({ message: expect.any(String), data: books, page: { next: null } })
    }
  })

  it('is empty while nobody has a book', async () => {
    expect(await list(await signedIn(), '?scope=all')).toMatchObject({ data: [], page: { next: null } })
  })

  it.each(sorts)('by %s, has every book of everybody once', async (sort) => {
    const { reader, other } = await twoReaders()
    const pages = await allPages(reader, `scope=all&limit=3&sort=${sort}`)
    expect(new Set(pages.flatMap(idsOf)).size).toBe(7)
    expect(ownersIn(...pages).sort()).toEqual(
      [...Array(3).fill(reader.user.id), ...Array(4).fill(other.user.id)].sort(),
    )
  })

  it('is the same for everybody', async () => {
    const { reader, other } = await twoReaders()
    const [here, there] = await Promise.all([list(reader, '?scope=all'), list(other, '?scope=all')])
    expect(there).toEqual(here)
  })

  it('shows one category alone', async () => {
    const { reader, other } = await twoReaders()
    const third = await signedIn()
    await shelve(third.user.id, 5, 'picture book')
    const pages = await allPages(reader, 'scope=all&category=picture+book&limit=2')
    expect(ownersIn(...pages)).toEqual(Array(5).fill(third.user.id))
    expect(ownersIn(await list(other, '?scope=all&category=poetry'))).toEqual([])
  })

  it("may be gone on with by another user's cursor", async () => {
    const { reader, other } = await twoReaders()
    const all = idsOf(await list(reader, '?scope=all'))
    const { page } = await list(reader, '?scope=all&limit=3')
    expect(idsOf(await list(other, `?scope=all&cursor=${page.next}`))).toEqual(all.slice(3))
  })

  it('stays in the link to the next page', async () => {
    const { reader } = await twoReaders()
    const response = await api.get('/books?scope=all&sort=-title&limit=5', { as: reader })
    const url = /^<(?<url>[^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '')?.groups?.url ?? ''
    const { pathname, search, searchParams } = new URL(url)
    expect([searchParams.get('scope'), searchParams.get('sort')]).toEqual(['all', '-title'])
    const next = await api.get(pathname + search, { as: reader })
    expect((await dataOf(next)).length).toBe(2)
  })

  it('lets nobody change what it shows', async () => {
    const { reader, other } = await twoReaders()
    const foreign = (await list(reader, '?scope=all')).data.find(({ user_id }) => user_id === other.user.id)
    const path = `/books/${foreign?.id}`
    expect((await api.get(path, { as: reader })).status).toBe(200)
    expect(await refusal(await api.delete(path, { as: reader }))).toEqual([404, 'book_not_found'])
    const change = await api.patch(path, { as: reader, body: { title: 'Mine' } })
    expect(await refusal(change)).toEqual([404, 'book_not_found'])
  })

  it('shows a book no more once it is deleted, and its new title once it has one', async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    const [kept, gone] = [await newBook(other), await newBook(other)]
    await api.delete(`/books/${gone.id}`, { as: other })
    await api.patch(`/books/${kept.id}`, { as: other, body: { title: 'New title' } })
    const { data } = await list(reader, '?scope=all')
    expect(data.map(({ id, title }) => [id, title])).toEqual([[kept.id, 'New title']])
  })

  it('takes one round trip, and an open session', async () => {
    const { reader } = await twoReaders()
    const { DB, trips } = countingDatabase()
    const listed = await fetchWith({ DB }, request('GET', '/books?scope=all', { as: reader }))
    expect([listed.status, trips()]).toEqual([200, 1])
    await api.post('/users/logout', { as: reader })
    expect(await refusal(await api.get('/books?scope=all', { as: reader }))).toEqual([401, 'invalid_token'])
    expect(await refusal(await api.get('/books?scope=all'))).toEqual([401, 'missing_token'])
  })
})

describe('the books of a disabled account', () => {
  it.each(sorts)('are not shown by %s, with or without a category', async (sort) => {
    const { reader, other, countOf } = await twoReaders()
    expect((await api.delete('/users', { as: other })).status).toBe(204)
    for (const category of ['', '&category=science']) {
      expect(await countOf(other.user.id, `&sort=${sort}${category}`)).toBe(0)
      expect(await countOf(reader.user.id, `&sort=${sort}${category}`)).toBe(3)
    }
  })

  it('are shown again, all of them, when it is enabled', async () => {
    const { other, countOf } = await twoReaders()
    await api.delete('/users', { as: other })
    expect(await countOf(other.user.id)).toBe(0)
    await setDisabled(other.user.id, null)
    expect(await countOf(other.user.id)).toBe(4)
    expect((await list(await signIn(other.user), '?scope=mine')).data).toHaveLength(4)
  })

  it('leave full pages without a gap', async () => {
    const { reader, other } = await twoReaders()
    const third = await signedIn()
    await shelve(third.user.id, 4)
    await api.delete('/users', { as: other })
    const pages = await allPages(reader, 'scope=all&limit=3')
    expect(pages.map(({ data }) => data.length)).toEqual([3, 3, 1])
    expect(ownersIn(...pages)).not.toContain(other.user.id)
  })

  it('are left out from the next page on when that happens between two', async () => {
    const { reader, other } = await twoReaders()
    const [first, ...later] = await allPages(reader, 'scope=all&limit=2', async () => {
      await setDisabled(other.user.id, 1)
    })
    expect(ownersIn(first as Page)).toContain(other.user.id)
    expect(ownersIn(...later)).not.toContain(other.user.id)
    expect(ownersIn(first as Page, ...later).filter((id) => id === reader.user.id)).toHaveLength(3)
  })

  it('leave an empty last page with no next one, when nothing else is there', async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    await shelve(other.user.id, 5)
    const { page } = await list(reader, '?scope=all&limit=2')
    await setDisabled(other.user.id, 1)
    const rest = await list(reader, `?scope=all&limit=2&cursor=${page.next}`)
    expect(rest).toMatchObject({ data: [], page: { next: null } })
  })
})

describe('the books of an erased account', () => {
  it('are not shown, and never again', async () => {
    const { reader, other, countOf } = await twoReaders()
    await purge(other)
    expect(await countOf(other.user.id)).toBe(0)
    await setDisabled(other.user.id, null)
    expect(await countOf(other.user.id)).toBe(0)
    expect(await countOf(reader.user.id)).toBe(3)
  })

  it('are not shown while some of them are still to be erased', async () => {
    const { other, countOf } = await twoReaders()
    await env.DB.prepare('update users set disabled_at = 1, erased_at = 1 where id = ?')
      .bind(other.user.id)
      .run()
    for (const sort of sorts) expect(await countOf(other.user.id, `&sort=${sort}`)).toBe(0)
  })
})

describe('scope=mine', () => {
  const categories = ['', '&category=science', '&category=poetry']
  const cases = sorts.flatMap((sort) => categories.map((category) => `sort=${sort}${category}`))

  it.each(cases)("never shows others' books: %s", async (query) => {
    const { reader } = await twoReaders()
    await shelve((await signedIn()).user.id, 5, 'poetry')
    const pages = await allPages(reader, `scope=mine&limit=2&${query}`)
    expect(ownersIn(...pages)).toEqual(Array(query.endsWith('poetry') ? 0 : 3).fill(reader.user.id))
  })

  it.each(sorts)("by %s, stays in one's own books with a cursor of all", async (sort) => {
    const { reader, other } = await twoReaders()
    for (const limit of [1, 3, 5]) {
      const { page } = await list(other, `?scope=all&sort=${sort}&limit=${limit}`)
      const rest = await list(reader, `?scope=mine&sort=${sort}&cursor=${page.next}`)
      expect(ownersIn(rest).filter((id) => id !== reader.user.id)).toEqual([])
    }
  })

  it('is what a list shows that says nothing', async () => {
    const { reader } = await twoReaders()
    expect(await list(reader)).toEqual(await list(reader, '?scope=mine'))
    expect(ownersIn(await list(reader))).toEqual(Array(3).fill(reader.user.id))
  })

  it("searches one's own books", async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    const own = await newBook(reader, { title: 'Shared word' })
    await newBook(other, { title: 'Shared word' })
    expect(idsOf(await list(reader, '?scope=mine&q=shared'))).toEqual([own.id])
  })
})

it.each([
  ['q', 'scope=all&q=star'],
  ['q', 'q=star&scope=all'],
  ['q', 'scope=all&q=star&category=science&sort=title&limit=1'],
  ['q', 'scope=all&q=%21'],
  ['scope', 'scope='],
  ['scope', 'scope=ALL'],
  ['scope', 'scope=others'],
  ['scope', 'scope=mine,all'],
  ['scope', 'scope=all&scope=all'],
  ['scope', 'scope=mine&scope=all'],
])('refuses %s in ?%s', async (path, query) => {
  const response = await api.get(`/books?${query}`, { as: await signedIn() })
  expect(response.status).toBe(400)
  const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
  expect([error.code, ...error.issues.map((issue) => issue.path)]).toEqual(['invalid_query', path])
})
