import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeCursor } from '../../src/http/pagination.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { repetitions } from '../support/repetitions.ts'
import { idsOf, list } from './library.ts'
import { bookRow, instant } from './put-book.ts'
import { compareBy, expectedIds, pagesOf, putOnly, scopes, sorts } from './sorted.ts'

const sign = fc.oneof(
  fc.constantFrom('a', 'A', '%', '_', "'", '\u0000', '\ufffd', '\uffff', '\u{10000}', '\ue000'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)
const time = fc.oneof(fc.integer({ min: instant, max: instant + 2 }), fc.integer({ min: -1, max: 1 }))
const book = fc.record({
  owner: fc.nat(2),
  title: fc.array(sign, { minLength: 1, maxLength: 3 }).map((signs) => signs.join('')),
  category: fc.constantFrom('science' as const, 'poetry' as const),
  createdAt: time.map((at) => new Date(at)),
  // Books of older versions have no key yet.
  isKeyed: fc.boolean(),
})
const library = fc.uniqueArray(book, { maxLength: 20, selector: ({ owner, title }) => `${owner} ${title}` })
const query = fc.record({
  sort: fc.constantFrom(...sorts),
  scope: fc.constantFrom(...scopes),
  category: fc.constantFrom(undefined, 'science', 'poetry'),
})

it('any library is listed as the model sorts it', async () => {
  const reader = await signedIn()
  const owners = [reader.user.id, (await newUser()).id, (await newUser()).id]
  const limit = fc.integer({ min: 1, max: 7 })
  const property = fc.asyncProperty(library, query, limit, async (books, asked, size) => {
    const rows = books.map(({ owner, isKeyed, ...fields }) =>
      bookRow(owners[owner] ?? '', { ...fields, ...(!isKeyed && { titleKey: null, keyedVersion: null }) }),
    )
    await putOnly(rows)
    const pages = await pagesOf(reader, asked, size)
    expect(pages.flatMap(idsOf)).toEqual(expectedIds(rows, reader.user.id, asked))
    for (const { title, id } of pages.flatMap(({ data }) => data)) {
      expect(title).toBe(rows.find((row) => row.id === id)?.title)
    }
  })
  await fc.assert(property, { numRuns: repetitions(10, 300) })
})

it('a list continues from any place, with a book there or without', async () => {
  const reader = await signedIn()
  const rows = Array.from({ length: 20 }, (_, index) =>
    bookRow(reader.user.id, { createdAt: new Date(instant + (index >> 1)) }),
  )
  await putOnly(rows)
  const place = fc.integer({ min: instant - 1, max: instant + 11 })
  const order = fc.constantFrom('created_at' as const, '-created_at' as const)
  const property = fc.asyncProperty(place, fc.uuid(), order, async (at, id, sort) => {
    const here = { id, title: '', titleKey: null, createdAt: new Date(at) }
    const after = rows.filter((row) => compareBy(sort, 'mine')(row, here) > 0).sort(compareBy(sort, 'mine'))
    const page = await list(reader, `?sort=${sort}&cursor=${encodeCursor([at, id])}`)
    expect(idsOf(page)).toEqual(after.map((row) => row.id))
  })
  await fc.assert(property, { numRuns: repetitions(10, 300) })
})
