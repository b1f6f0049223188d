import { beforeAll, describe, expect, it } from 'vitest'
import { errorOf, request, type Session } from '../support/client.ts'
import { signedIn, type TestBook } from '../support/makers.ts'
import { countingDatabase, fetchWith } from '../support/worker.ts'
import { putBook } from './put-book.ts'

const off = { SHARED_CATALOGUE: 'off' }

const send = (method: string, path: string, as: Session, headers = {}, body?: unknown) =>
  fetchWith(off, request(method, path, { as, headers, body }))

describe('with SHARED_CATALOGUE=off', () => {
  let owner: Awaited<ReturnType<typeof signedIn>>
  let other: Session
  let book: TestBook
  beforeAll(async () => {
    owner = await signedIn()
    other = await signedIn()
    book = await putBook(owner)
  })

  it.each(['?scope=all', '?scope=all&sort=title&category=science', '?category=science&scope=all&limit=1'])(
    'a list over all readers is closed: %s',
    async (query) => {
      for (const as of [owner, other])
        expect(await errorOf(await send('GET', `/books${query}`, as))).toEqual([403, 'catalogue_closed'])
      expect((await send('HEAD', `/books${query}`, other)).status).toBe(403)
    },
  )

  it('a list of the own books is open', async () => {
    for (const query of ['', '?scope=mine']) {
      const response = await send('GET', `/books${query}`, owner)
      expect(await response.json()).toMatchObject({ data: [{ id: book.id }] })
    }
  })

  it('a book of another reader does not exist, with any header', async () => {
    const tags = ['*', '"1"', '"1-public"', 'W/"1-public"']
    for (const headers of [{}, ...tags.map((tag) => ({ 'If-None-Match': tag }))]) {
      const response = await send('GET', `/books/${book.id}`, other, headers)
      expect(response.headers.get('ETag')).toBeNull()
      expect(await errorOf(response)).toEqual([404, 'book_not_found'])
      expect((await send('HEAD', `/books/${book.id}`, other, headers)).status).toBe(404)
    }
    const change = await send('PATCH', `/books/${book.id}`, other, { 'If-Match': '"1"' }, { title: 'Mine' })
    expect(await errorOf(change)).toEqual([404, 'book_not_found'])
  })

  it('the own book is read in one round trip', async () => {
    const { DB, trips } = countingDatabase()
    const response = await fetchWith({ ...off, DB }, request('GET', `/books/${book.id}`, { as: owner }))
    expect([response.status, response.headers.get('ETag'), trips()]).toEqual([200, '"1"', 1])
  })
})

it('with SHARED_CATALOGUE=on every reader sees the book', async () => {
  const [owner, other] = [await signedIn(), await signedIn()]
  const { id } = await putBook(owner)
  const on = { SHARED_CATALOGUE: 'on' }
  expect((await fetchWith(on, request('GET', `/books/${id}`, { as: other }))).status).toBe(200)
  const list = await fetchWith(on, request('GET', '/books?scope=all', { as: other }))
  expect(await list.text()).toContain(id)
})
