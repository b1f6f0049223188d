import { describe, expect, it } from 'vitest'
import { api, dataOf, refusal } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { shelf } from './library.ts'

describe('GET /books/:id', () => {
  it('is open to every signed-in user', async () => {
    const { session, book, path } = await shelf()
    expect(await dataOf(await api.get(path, { as: session }))).toEqual(book)
    const other = await api.get(path, { as: await signedIn() })
    expect(other.status).toBe(200)
    expect(await other.json()).toEqual({ message: expect.any(String), data: book })
  })

  it('is closed to visitors', async () => {
    const { path } = await shelf()
    expect(await refusal(await api.get(path))).toEqual([401, 'missing_token'])
  })

  it('has an ETag that changes with the book, and is kept by no shared cache', async () => {
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
      const { session, path } = await shelf()
      const response = await api.get(path, { as: session, headers: { 'If-None-Match': header } })
      expect(response.status).toBe(304)
      expect(response.headers.get('ETag')).toBe('"1"')
      expect(response.headers.get('Cache-Control')).toMatch(/^private\b/)
      expect(response.headers.has('X-Request-Id')).toBe(true)
      expect(await response.text()).toBe('')
    },
  )

  it.each(['"2"', 'W/"2"', '"11"', '"a"', '""', '1', "'1'", '"2", "3"', '"1', ''])(
    'is answered with for If-None-Match: %s',
    async (header) => {
      const { session, book, path } = await shelf()
      const response = await api.get(path, { as: session, headers: { 'If-None-Match': header } })
      expect(response.status).toBe(200)
      expect(await dataOf(response)).toEqual(book)
    },
  )

  it('takes an id in upper case', async () => {
    const { session, book } = await shelf()
    const response = await api.get(`/books/${book.id.toUpperCase()}`, { as: session })
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toEqual(book)
  })

  it.each([
    ['an id of nothing', '01890a5d-ac96-774b-bcce-b302099a8057'],
    ['the nil UUID', '00000000-0000-0000-0000-000000000000'],
    ['the last UUID', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['a UUID without hyphens', '01890a5dac96774bbcceb302099a8057'],
    ['a UUID in braces', '%7B01890a5d-ac96-774b-bcce-b302099a8057%7D'],
    ['a UUID with a line feed', '01890a5d-ac96-774b-bcce-b302099a8057%0A'],
    ['a UUID and more', '01890a5d-ac96-774b-bcce-b302099a80570'],
    ['a number', '1'],
    ['a word', 'emma'],
    ['NUL', '%00'],
    ['broken UTF-8', '%FF'],
    ['a broken escape', '%'],
    ['a path', '..%2Fusers'],
    ['SQL', "'%20or%201=1--"],
    ['something long', 'x'.repeat(5000)],
  ])('finds nothing under %s', async (_, id) => {
    const response = await api.get(`/books/${id}`, { as: await signedIn() })
    expect(await refusal(response)).toEqual([404, 'book_not_found'])
  })

  it('finds no book of a disabled account, cached or not', async () => {
    const { session, path } = await shelf()
    const reader = await signedIn()
    await api.delete('/users', { as: session })
    expect(await refusal(await api.get(path, { as: reader }))).toEqual([404, 'book_not_found'])
    const cached = await api.get(path, { as: reader, headers: { 'If-None-Match': '*' } })
    expect(await refusal(cached)).toEqual([404, 'book_not_found'])
  })
})

describe('HEAD /books/:id', () => {
  const headersOf = (response: Response) =>
    Object.fromEntries(
      [...response.headers].filter(([name]) => !['x-request-id', 'x-d1-bookmark'].includes(name)),
    )

  it('says what GET would, without the body', async () => {
    const { session, path } = await shelf()
    const [get, head] = [await api.get(path, { as: session }), await api.head(path, { as: session })]
    expect(head.status).toBe(200)
    expect(headersOf(head)).toEqual(headersOf(get))
    expect(await head.text()).toBe('')
  })

  it('honours If-None-Match', async () => {
    const { session, path } = await shelf()
    const response = await api.head(path, { as: session, headers: { 'If-None-Match': '"1"' } })
    expect([response.status, response.headers.get('ETag')]).toEqual([304, '"1"'])
  })

  it.each([
    ['nobody', undefined, 401],
    ['somebody', signedIn, 404],
  ])('of nothing, for %s', async (_, makeSession, status) => {
    const response = await api.head(`/books/${crypto.randomUUID()}`, { as: await makeSession?.() })
    expect(response.status).toBe(status)
    expect(await response.text()).toBe('')
  })
})
