import { describe, expect, it } from 'vitest'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, refusal } from '../support/client.ts'
import { fixture, signedIn } from '../support/makers.ts'
import { formOf, rowOf, shelf, times } from './library.ts'

const statuses = (responses: Response[]) => responses.map(({ status }) => status).sort()

/** More tags than D1 takes parameters. */
const manyTags = Array.from({ length: 150 }, (_, index) => `"${index + 1}"`).join(', ')

const bodies: [string, () => Promise<unknown>][] = [
  ['JSON', async () => ({ title: 'Changed' })],
  ['multipart', async () => formOf({ title: 'Changed' })],
  ['a new cover', async () => formOf({ title: 'Changed', cover_image: await fixture('palette.png') })],
]

describe.each(bodies)('If-Match with %s', (_, makeBody) => {
  it.each(['"1"', '*', ' "1" ', '"7", "1"', '"1","2","3"', 'W/"1", "1"', '"x", "1"'])(
    'lets through %s',
    async (header) => {
      const { session, path } = await shelf()
      const body = await makeBody()
      const response = await api.patch(path, { as: session, body, headers: { 'If-Match': header } })
      expect(response.status).toBe(200)
      expect(response.headers.get('ETag')).toBe('"2"')
      expect(await dataOf(response)).toMatchObject({ title: 'Changed' })
    },
  )

  it.each([
    '"2"',
    '"0"',
    'W/"1"',
    '"01"',
    '"1.0"',
    '"x"',
    '""',
    '1',
    '"1',
    '"2", W/"1"',
    '"99999999999999999999"',
  ])('stops %s', async (header) => {
    const { session, book, path } = await shelf()
    const [row, objects] = [await rowOf(book.id), await objectKeys()]
    const body = await makeBody()
    const response = await api.patch(path, { as: session, body, headers: { 'If-Match': header } })
    expect(await refusal(response)).toEqual([412, 'version_mismatch'])
    expect(await rowOf(book.id)).toEqual(row)
    expect(await objectKeys()).toEqual(objects)
  })

  it('may be long', async () => {
    const { session, path } = await shelf()
    const headers = { 'If-Match': manyTags }
    const response = await api.patch(path, { as: session, body: await makeBody(), headers })
    expect(response.status).toBe(200)
  })

  it('stops the version before', async () => {
    const { session, path } = await shelf()
    const stale = { 'If-Match': '"1"' }
    await api.patch(path, { as: session, body: { description: 'Changed' }, headers: stale })
    const response = await api.patch(path, { as: session, body: await makeBody(), headers: stale })
    expect(await refusal(response)).toEqual([412, 'version_mismatch'])
  })

  it.each(['"1"', '"2"', '*'])("tells nothing about another user's book: %s", async (header) => {
    const { path } = await shelf()
    const body = await makeBody()
    const response = await api.patch(path, { as: await signedIn(), body, headers: { 'If-Match': header } })
    expect(await refusal(response)).toEqual([404, 'book_not_found'])
  })
})

it('of twenty changes to one version, one is made', async () => {
  const { session, book, path } = await shelf()
  const responses = await times(20, (index) =>
    api.patch(path, { as: session, body: { title: `Change ${index}` }, headers: { 'If-Match': '"1"' } }),
  )
  expect(statuses(responses)).toEqual([200, ...Array(19).fill(412)])
  const winner = responses.find(({ status }) => status === 200)
  for (const response of responses)
    if (response !== winner) expect(await refusal(response)).toEqual([412, 'version_mismatch'])
  expect(await dataOf(await api.get(path, { as: session }))).toEqual(winner && (await dataOf(winner)))
  expect(await rowOf(book.id)).toMatchObject({ version: 2 })
})

it('of ten new covers for one version, one is kept', async () => {
  const { session, path, book } = await shelf()
  const others = (await objectKeys()).filter((key) => !filesOf(book).includes(key))
  const responses = await times(10, async () => {
    const body = formOf({ cover_image: await fixture('palette.png') })
    return api.patch(path, { as: session, body, headers: { 'If-Match': '"1"' } })
  })
  expect(statuses(responses)).toEqual([200, ...Array(9).fill(412)])
  const current = await dataOf(await api.get(path, { as: session }))
  expect(await objectKeys()).toEqual([...others, ...filesOf(current)].sort())
})

it('without it twenty changes are all made, one after the other', async () => {
  const { session, book, path } = await shelf()
  const responses = await times(20, (index) =>
    api.patch(path, { as: session, body: { title: `Change ${index}` } }),
  )
  expect(statuses(responses)).toEqual(Array(20).fill(200))
  expect(new Set(responses.map(({ headers }) => headers.get('ETag'))).size).toBe(20)
  expect(await rowOf(book.id)).toMatchObject({ version: 21 })
})
