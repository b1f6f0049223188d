import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeCursor } from '../../src/http/pagination.ts'
import { api, errorOf, type Session } from '../support/client.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { repetitions } from '../support/repetitions.ts'
import { list, type Page } from './library.ts'
import { bookRow, instant } from './put-book.ts'
import { expectedIds, putOnly, sorts } from './sorted.ts'

/** Lists the user's own books from a cursor on. */
const listFrom = async (as: Session, sort: string, cursor: string) => {
  const response = await api.get(`/books?sort=${sort}&cursor=${encodeURIComponent(cursor)}`, { as })
  const { data, error } = await response.json<{ data: Page['data'] | null; error?: { code: string } }>()
  return { outcome: error ? [response.status, error.code] : [response.status], books: data ?? [] }
}

const invalid = [400, 'invalid_cursor']

/** Such a list has the user's own books, or it is an error. */
const expectOwnOrInvalid = ({ outcome, books }: Awaited<ReturnType<typeof listFrom>>, userId: string) => {
  expect([[200], invalid]).toContainEqual(outcome)
  expect(books.filter(({ user_id }) => user_id !== userId)).toEqual([])
}

/** @returns a reader with ten books; another user has ten as well */
const twoLibraries = async () => {
  const [reader, other] = [await signedIn(), await newUser()]
  const rows = [reader.user, other].flatMap(({ id }, number) =>
    Array.from({ length: 10 }, (_, index) =>
      bookRow(id, { title: `T${index}`, createdAt: new Date(instant + index + number) }),
    ),
  )
  await putOnly(rows)
  return { reader, rows }
}

describe('a cursor', () => {
  const pairs = sorts.flatMap((from) => sorts.map((to) => ({ from, to })))

  it.each(pairs)('of $from continues $to, or is invalid where the keys differ', async ({ from, to }) => {
    const { reader, rows } = await twoLibraries()
    const { page } = await list(reader, `?sort=${from}&limit=4`)
    const { outcome, books } = await listFrom(reader, to, page.next ?? '')
    if (from.endsWith('title') !== to.endsWith('title')) {
      expect(outcome).toEqual(invalid)
    } else {
      const ids = expectedIds(rows, reader.user.id, { sort: to, scope: 'mine' })
      expect(outcome).toEqual([200])
      expect(ids.join()).toContain(books.map(({ id }) => id).join())
      expect(books).toHaveLength(from === to ? 6 : 3)
    }
  })

  it.each(['created_at', 'title'])('of all books continues the own ones: %s', async (sort) => {
    const { reader } = await twoLibraries()
    const { page } = await list(reader, `?sort=${sort}&scope=all&limit=4`)
    const { outcome, books } = await listFrom(reader, sort, page.next ?? '')
    expect(outcome).toEqual([200])
    expect(new Set(books.map(({ user_id }) => user_id))).toEqual(new Set([reader.user.id]))
    expect(books.length).toBeGreaterThan(4)
  })

  it.each(sorts)(
    'of %s that is tampered with never shows books of others',

    async (sort) => {
      const { reader } = await twoLibraries()
      const genuine = (await list(reader, `?sort=${sort}&limit=4`)).page.next ?? ''
      const position = fc.nat(genuine.length - 1)
      const change = fc.oneof(
        fc.constantFrom('A', '_', '=', '%', '\u0000', 'é', ''),
        fc.string({ maxLength: 4 }),
      )
      const property = fc.asyncProperty(position, change, fc.nat(3), async (at, sign, deleted) => {
        const cursor = genuine.slice(0, at) + sign + genuine.slice(at + deleted)
        expectOwnOrInvalid(await listFrom(reader, sort, cursor), reader.user.id)
      })
      await fc.assert(property, { numRuns: repetitions(6, 200) })
    },
  )

  it.each(['created_at', '-title'])(
    'that is forged never shows books of others: %s',

    async (sort) => {
      const { reader } = await twoLibraries()
      const key = fc.oneof(
        fc.maxSafeInteger(),
        fc.double(),
        fc.string({ unit: 'binary', maxLength: 450 }),
        fc.jsonValue(),
      )
      const id = fc.oneof(
        fc.uuid(),
        fc.constantFrom("' or 1=1 --", '', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'),
      )
      const forged = fc.oneof(fc.tuple(key, id), fc.jsonValue())
      const property = fc.asyncProperty(forged, async (position) =>
        expectOwnOrInvalid(await listFrom(reader, sort, encodeCursor(position)), reader.user.id),
      )
      await fc.assert(property, { numRuns: repetitions(10, 300) })
    },
  )

  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  it.each([
    ['an unpaired surrogate', '"\\ud800"', 0],
    ['an empty title', '""', 10],
    ['the greatest title', '"\\udbff\\udfff"', 0],
    ['SQL', `"' or user_id <> '"`, 10],
    ['wildcards', '"%"', 10],
  ])('with %s stays in the own library', async (_, title, count) => {
    const { reader } = await twoLibraries()
    const bytes = new TextEncoder().encode(`[${title},"${id}"]`)
    const { outcome, books } = await listFrom(reader, 'title', bytes.toBase64({ alphabet: 'base64url' }))
    expect(outcome).toEqual([200])
    expect(books.filter(({ user_id }) => user_id === reader.user.id)).toHaveLength(count)
    expect(books).toHaveLength(count)
  })
})

describe('an invalid cursor', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'

  it.each<[string, string, unknown]>([
    ['null', 'created_at', null],
    ['a number', 'created_at', 1],
    ['a string', 'created_at', id],
    ['an object', 'created_at', { 0: 1, 1: id }],
    ['an empty array', 'created_at', []],
    ['no id', 'created_at', [instant]],
    ['a third member', 'created_at', [instant, id, 1]],
    ['its members exchanged', 'created_at', [id, instant]],
    ['a time in words', 'created_at', ['2026-01-01T00:00:00.000Z', id]],
    ['a string of digits for a time', 'created_at', [String(instant), id]],
    ['a fraction', 'created_at', [0.5, id]],
    ['no time', 'created_at', [null, id]],
    ['more than an integer', 'created_at', [1e300, id]],
    ['an id that is no UUID', 'created_at', [instant, 'emma']],
    ['SQL for an id', 'created_at', [instant, `${id}' or 1=1 --`]],
    ['a number for an id', 'created_at', [instant, 1]],
    ['arrays', 'created_at', [[instant], [id]]],
    ['a number for a title', 'title', [1, id]],
    ['no title', '-title', [null, id]],
    ['a title that is too long', 'title', ['x'.repeat(401), id]],
    ['a title in an array', 'title', [['T'], id]],
    ['a title but no id', '-title', ['T']],
  ])('holds %s', async (_, sort, position) => {
    const { outcome } = await listFrom(await signedIn(), sort, encodeCursor(position))
    expect(outcome).toEqual(invalid)
  })

  const genuine = encodeCursor([instant, id])
  it.each([
    ['empty', ''],
    ['not JSON', 'garbage'],
    ['not base64url', '***'],
    ['base64 of text', btoa('hello')],
    ['JSON', encodeURIComponent(JSON.stringify([instant, id]))],
    ['half of a genuine one', genuine.slice(0, 20)],
    ['a genuine one without its last character', genuine.slice(0, -1)],
    ['a genuine one twice', genuine + genuine],
    ['an id', id],
    ['very long', 'A'.repeat(5000)],
  ])('is %s', async (_, cursor) => {
    const response = await api.get(`/books?cursor=${cursor}`, { as: await signedIn() })
    expect(await errorOf(response)).toEqual(invalid)
  })
})
