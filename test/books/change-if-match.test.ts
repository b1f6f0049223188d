import { describe, expect, it } from 'vitest'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, errorOf } from '../support/client.ts'
import { fixture, signedIn } from '../support/makers.ts'
import { formOf, rowOf, shelf, times } from './library.ts'

const statuses = (responses: Response[]) => responses.map(({ status }) => status).sort()

/** More tags than D1 takes parameters. */
const manyTags = Array.from({ length: 150 }, (_, index) => `"${index + 1}"`).join(', ')

const passing = ['"1"', '*', ' "1" ', '"7", "1"', '"1","2","3"', 'W/"1", "1"', '"x", "1"', manyTags]
const failing = [
  ...['"2"', '"0"', 'W/"1"', '"01"', '"1.0"', '"x"', '""', '"2", W/"1"'],
  '"99999999999999999999"',
]

/** No list of entity tags. */
const malformed = ['1', '"1']

interface Way {
  name: string
  makeBody: () => Promise<unknown>
  passing: string[]
  failing: string[]
}

// The two ways read If-Match alike, and pass the versions to different statements.
const ways: Way[] = [
  { name: 'fields', makeBody: async () => ({ title: 'Changed' }), passing, failing },
  {
    name: 'a new cover',
    makeBody: async () => formOf({ title: 'Changed', cover_image: await fixture('tiny.png') }),
    passing: ['"1"', '*', manyTags],
    failing: ['"2"', 'W/"1"', '"99999999999999999999"'],
  },
]

describe.each(ways)('If-Match with $name', ({ makeBody, passing, failing }) => {
  it.each(passing)('lets %.20s through', async (tags) => {
    const { session, path } = await shelf()
    const headers = { 'If-Match': tags }
    const response = await api.patch(path, { as: session, body: await makeBody(), headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"2"')
    expect(await dataOf(response)).toMatchObject({ title: 'Changed' })
  })

  it.each(failing)('stops %s', async (tags) => {
    const { session, book, path } = await shelf()
    const [row, objects] = [await rowOf(book.id), await objectKeys()]
    const headers = { 'If-Match': tags }
    const response = await api.patch(path, { as: session, body: await makeBody(), headers })
    expect(await errorOf(response)).toEqual([412, 'version_mismatch'])
    expect(await rowOf(book.id)).toEqual(row)
    expect(await objectKeys()).toEqual(objects)
  })

  it.each(malformed)('shows the right form for %s', async (tags) => {
    const { session, path } = await shelf()
    const headers = { 'If-Match': tags }
    const response = await api.patch(path, { as: session, body: await makeBody(), headers })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })

  it('stops the previous version', async () => {
    const { session, path } = await shelf()
    const stale = { 'If-Match': '"1"' }
    await api.patch(path, { as: session, body: { description: 'Changed' }, headers: stale })
    const response = await api.patch(path, { as: session, body: await makeBody(), headers: stale })
    expect(await errorOf(response)).toEqual([412, 'version_mismatch'])
  })

  it.each(['"1"', '"2"', '*'])('reveals nothing about the book of another user: %s', async (tags) => {
    const { path } = await shelf()
    const headers = { 'If-Match': tags }
    const response = await api.patch(path, { as: await signedIn(), body: await makeBody(), headers })
    expect(await errorOf(response)).toEqual([404, 'book_not_found'])
  })
})

describe('of many changes at once', () => {
  it('to one version, one is made', async () => {
    const { session, book, path } = await shelf()
    const responses = await times(20, (index) =>
      api.patch(path, { as: session, body: { title: `Change ${index}` }, headers: { 'If-Match': '"1"' } }),
    )
    expect(statuses(responses)).toEqual([200, ...Array(19).fill(412)])
    const winner = responses.find(({ status }) => status === 200)
    for (const response of responses)
      if (response !== winner) expect(await errorOf(response)).toEqual([412, 'version_mismatch'])
    expect(await dataOf(await api.get(path, { as: session }))).toEqual(winner && (await dataOf(winner)))
    expect(await rowOf(book.id)).toMatchObject({ version: 2 })
  })

  it('of the cover of one version, one is kept', async () => {
    const { session, path, book } = await shelf()
    const others = (await objectKeys()).filter((key) => !filesOf(book).includes(key))
    const responses = await times(6, async () => {
      const body = formOf({ cover_image: await fixture('tiny.png') })
      return api.patch(path, { as: session, body, headers: { 'If-Match': '"1"' } })
    })
    expect(statuses(responses)).toEqual([200, ...Array(5).fill(412)])
    const current = await dataOf(await api.get(path, { as: session }))
    expect(await objectKeys()).toEqual([...others, ...filesOf(current)].sort())
  })

  it('without If-Match, all are made, one after the other', async () => {
    const { session, book, path } = await shelf()
    const responses = await times(20, (index) =>
      api.patch(path, { as: session, body: { title: `Change ${index}` } }),
    )
    expect(statuses(responses)).toEqual(Array(20).fill(200))
    expect(new Set(responses.map(({ headers }) => headers.get('ETag'))).size).toBe(20)
    expect(await rowOf(book.id)).toMatchObject({ version: 21 })
  })
})
