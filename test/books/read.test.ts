import { beforeAll, describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { seenByOthers, shelf } from './library.ts'

/** A reader and a book that no test changes. */
let mine: Awaited<ReturnType<typeof shelf>>
beforeAll(async () => {
  mine = await shelf()
})

describe('GET /books/:id', () => {
  it('is open to every signed-in user', async () => {
    const { session, book, path } = mine
    expect(await dataOf(await api.get(path, { as: session }))).toEqual(book)
    const other = await api.get(path, { as: await signedIn() })
    expect(other.status).toBe(200)
    expect(await other.json()).toEqual({ message: 'The book.', data: seenByOthers(book) })
  })

  it('is closed to visitors', async () => {
    const { path } = mine
    expect(await errorOf(await api.get(path))).toEqual([401, 'missing_token'])
  })

  it('has an ETag that changes with the book, and is private to the reader’s cache', async () => {
    const { session, path } = await shelf()
    const first = await api.get(path, { as: session })
    expect(first.headers.get('ETag')).toBe('"1"')
    expect(first.headers.get('Cache-Control')).toMatch(/^private\b/)
    await api.patch(path, { as: session, body: { title: 'Changed' } })
    const second = await api.get(path, { as: session, headers: { 'If-None-Match': '"1"' } })
    expect([second.status, second.headers.get('ETag')]).toEqual([200, '"2"'])
  })

  it.each(['"1"', 'W/"1"', '*', ' * ', '"0", "1"', '"0","1"', 'W/"9" , W/"1"', '"a, b", "1"', '"", "1"'])(
    'has not changed for If-None-Match: %s',
    async (header) => {
      const { session, path } = mine
      const response = await api.get(path, { as: session, headers: { 'If-None-Match': header } })
      expect(response.status).toBe(304)
      expect(response.headers.get('ETag')).toBe('"1"')
      expect(response.headers.get('Cache-Control')).toMatch(/^private\b/)
      expect(response.headers.has('X-Request-Id')).toBe(true)
      expect(await response.text()).toBe('')
    },
  )

  it.each(['"2"', 'W/"2"', '"11"', '"a"', '""', '1', "'1'", '"2", "3"', '"1', ''])(
    'is sent for If-None-Match: %s',
    async (header) => {
      const { session, book, path } = mine
      const response = await api.get(path, { as: session, headers: { 'If-None-Match': header } })
      expect(response.status).toBe(200)
      expect(await dataOf(response)).toEqual(book)
    },
  )

  it('accepts an id in upper case', async () => {
    const { session, book } = mine
    const response = await api.get(`/books/${book.id.toUpperCase()}`, { as: session })
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toEqual(book)
  })

  it.each([
    ['an unknown id', '01890a5d-ac96-774b-bcce-b302099a8057'],
    ['the nil UUID', '00000000-0000-0000-0000-000000000000'],
    ['the last UUID', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['a UUID without hyphens', '01890a5dac96774bbcceb302099a8057'],
    ['a UUID in braces', '%7B01890a5d-ac96-774b-bcce-b302099a8057%7D'],
    ['a UUID with a line feed', '01890a5d-ac96-774b-bcce-b302099a8057%0A'],
    ['a UUID and one more digit', '01890a5d-ac96-774b-bcce-b302099a80570'],
    ['a number', '1'],
    ['a word', 'emma'],
    ['NUL', '%00'],
    ['broken UTF-8', '%FF'],
    ['a broken escape', '%'],
    ['a path', '..%2Fusers'],
    ['SQL', "'%20or%201=1--"],
    ['a long text', 'x'.repeat(5000)],
  ])('finds no book under %s', async (_, id) => {
    const response = await api.get(`/books/${id}`, { as: mine.session })
    expect(await errorOf(response)).toEqual([404, 'book_not_found'])
  })

  it('finds no book of a disabled account, cached or not', async () => {
    const { session, path } = await shelf()
    const reader = await signedIn()
    await api.delete('/users', { as: session })
    expect(await errorOf(await api.get(path, { as: reader }))).toEqual([404, 'book_not_found'])
    const cached = await api.get(path, { as: reader, headers: { 'If-None-Match': '*' } })
    expect(await errorOf(cached)).toEqual([404, 'book_not_found'])
  })
})

describe('HEAD /books/:id', () => {
  const headersOf = (response: Response) =>
    Object.fromEntries(
      [...response.headers].filter(
        ([name]) => !['x-request-id', 'x-d1-bookmark', 'server-timing'].includes(name),
      ),
    )

  it('has the headers of GET, without the body', async () => {
    const { session, path } = mine
    const [get, head] = [await api.get(path, { as: session }), await api.head(path, { as: session })]
    expect(head.status).toBe(200)
    expect(headersOf(head)).toEqual(headersOf(get))
    expect(await head.text()).toBe('')
  })

  it('heeds If-None-Match', async () => {
    const { session, path } = mine
    const response = await api.head(path, { as: session, headers: { 'If-None-Match': '"1"' } })
    expect([response.status, response.headers.get('ETag')]).toEqual([304, '"1"'])
  })

  it.each([
    ['a visitor', undefined, 401],
    ['a user', signedIn, 404],
  ])('of an unknown book, for %s', async (_, makeSession, status) => {
    const response = await api.head(`/books/${crypto.randomUUID()}`, { as: await makeSession?.() })
    expect(response.status).toBe(status)
    expect(await response.text()).toBe('')
  })
})
