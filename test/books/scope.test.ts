import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { signedIn, type TestBook } from '../support/makers.ts'
import { countingDatabase, fetchWith } from '../support/worker.ts'
import { idsOf, list, listed, ownersIn, seenByOthers } from './library.ts'
import { putBook } from './put-book.ts'
import { twoReaders } from './two-readers.ts'

describe('scope=all', () => {
  it('lists the books of all users, newest first, and those of others as others see them', async () => {
    await env.DB.prepare('delete from books').run()
    const [one, two] = [await signedIn(), await signedIn()]
    const books: TestBook[] = []
    for (const owner of [one, two, one, two]) books.unshift(await putBook(owner))
    for (const reader of [one, two, await signedIn()]) {
      const page = await list(reader, '?scope=all')
      const data = books.map((book) => (book.user_id === reader.user.id ? listed(book) : seenByOthers(book)))
      expect(page).toEqual({ message: 'A page of books.', data, page: { next: null } })
    }
  })

  it('is empty while there is no book', async () => {
    await env.DB.prepare('delete from books').run()
    expect(await list(await signedIn(), '?scope=all')).toMatchObject({ data: [], page: { next: null } })
  })

  it('continues from the cursor of another user', async () => {
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

  it('gives no right to change a book', async () => {
    const { reader, other } = await twoReaders()
    const foreign = (await list(reader, '?scope=all')).data.find(({ user_id }) => user_id === other.user.id)
    const path = `/books/${foreign?.id}`
    expect((await api.get(path, { as: reader })).status).toBe(200)
    expect(await errorOf(await api.delete(path, { as: reader }))).toEqual([404, 'book_not_found'])
    const change = await api.patch(path, { as: reader, body: { title: 'Mine' } })
    expect(await errorOf(change)).toEqual([404, 'book_not_found'])
  })

  it('follows the deletion and the change of a book', async () => {
    await env.DB.prepare('delete from books').run()
    const [reader, other] = [await signedIn(), await signedIn()]
    const [kept, deleted] = [await putBook(other), await putBook(other)]
    await api.delete(`/books/${deleted.id}`, { as: other })
    await api.patch(`/books/${kept.id}`, { as: other, body: { title: 'New title' } })
    const { data } = await list(reader, '?scope=all')
    expect(data.map(({ id, title }) => [id, title])).toEqual([[kept.id, 'New title']])
  })

  it('takes one D1 round trip, and a live session', async () => {
    const { reader } = await twoReaders()
    const { DB, trips } = countingDatabase()
    const listed = await fetchWith({ DB }, request('GET', '/books?scope=all', { as: reader }))
    expect([listed.status, trips()]).toEqual([200, 1])
    await api.post('/users/logout', { as: reader })
    expect(await errorOf(await api.get('/books?scope=all', { as: reader }))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await api.get('/books?scope=all'))).toEqual([401, 'missing_token'])
  })
})

describe('scope=mine', () => {
  it('is the default', async () => {
    const { reader } = await twoReaders()
    expect(await list(reader)).toEqual(await list(reader, '?scope=mine'))
    expect(ownersIn(await list(reader))).toEqual(Array(3).fill(reader.user.id))
  })

  it('searches own books only', async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    const own = await putBook(reader, { title: 'Shared word' })
    await putBook(other, { title: 'Shared word' })
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
])('%s is invalid in ?%s', async (path, query) => {
  const response = await api.get(`/books?${query}`, { as: await signedIn() })
  expect(response.status).toBe(400)
  const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
  expect([error.code, ...error.issues.map((issue) => issue.path)]).toEqual(['invalid_query', path])
})
