import { beforeAll, describe, expect, it } from 'vitest'
import type { StoredBook } from '../../src/books/rows.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { idsOf, times } from './library.ts'
import { bookRow, instant } from './put-book.ts'
import { expectedIds, pagesOf, putOnly, scopes, sorts } from './sorted.ts'

const queries = scopes.flatMap((scope) =>
  sorts.flatMap((sort) => [undefined, 'science', 'horror'].map((category) => ({ scope, sort, category }))),
)

describe('a library', () => {
  let reader: Awaited<ReturnType<typeof signedIn>>
  let rows: StoredBook[]

  beforeAll(async () => {
    reader = await signedIn()
    const owners = [reader.user.id, (await newUser()).id, (await newUser()).id]
    // All libraries have the same titles. There are few times and categories.
    rows = owners.flatMap((owner, number) =>
      Array.from({ length: 7 }, (_, index) =>
        bookRow(owner, {
          title: `Book ${index}`,
          createdAt: new Date(instant + ((index * 5 + number) % 4)),
          category: index % 2 === 0 ? 'horror' : 'science',
        }),
      ),
    )
    await putOnly(rows)
  })

  it.each(queries)('is paged through by $sort, scope $scope, category $category', async (query) => {
    const ids = expectedIds(rows, reader.user.id, query)
    expect(ids.length).toBeGreaterThan(2)
    for (const limit of [1, 4, 100]) {
      const pages = await pagesOf(reader, query, limit)
      expect(pages.flatMap(idsOf)).toEqual(ids)
      expect(pages).toHaveLength(Math.ceil(ids.length / limit))
    }
  })

  it('is reversed by `-`', async () => {
    const [there, back] = await Promise.all([
      pagesOf(reader, { sort: 'title', scope: 'all' }, 4),
      pagesOf(reader, { sort: '-title', scope: 'all' }, 3),
    ])
    expect(back.flatMap(idsOf)).toEqual(there.flatMap(idsOf).reverse())
  })
})

describe('books with equal keys', () => {
  it.each(sorts)('are each listed once by %s: one title and one time in nine libraries', async (sort) => {
    const reader = await signedIn()
    const owners = [reader.user, ...(await times(8, () => newUser()))]
    const rows = owners.map(({ id }) => bookRow(id, { title: 'Emma' }))
    await putOnly(rows)
    for (const limit of [1, 4]) {
      const pages = await pagesOf(reader, { sort, scope: 'all' }, limit)
      expect(pages.flatMap(idsOf)).toEqual(expectedIds(rows, reader.user.id, { sort, scope: 'all' }))
    }
  })

  it.each(['created_at', '-created_at'] as const)('are sorted by id: %s', async (sort) => {
    const reader = await signedIn()
    const rows = Array.from({ length: 13 }, () => bookRow(reader.user.id))
    await putOnly(rows)
    const pages = await pagesOf(reader, { sort, scope: 'mine' }, 4)
    expect(pages.flatMap(idsOf)).toEqual(expectedIds(rows, reader.user.id, { sort, scope: 'mine' }))
  })
})

describe('titles', () => {
  /** In the order of their code points. UTF-16 has another order: there, astral characters precede U+E000. */
  const inOrder = [
    ...['\u0001', '!', '10', '9', 'A', 'Z', 'a', 'a\u0000', 'a\u0000b', 'a b', 'aa', 'e\u0301', 'z'],
    ...['\u00c9', '\u00e9', '\u0430', '\u4e2d', '\ud7ff', '\ue000', '\ufb01', '\uffff', '\uffffa'],
    ...['\u{10000}', '\u{1f600}', '\u{1f600}\u200d\u{1f600}', '\u{10ffff}', '\u{10ffff}\u{10ffff}'],
  ]

  it('are sorted code point by code point in the lists of all readers', async () => {
    const scope = 'all'
    const reader = await signedIn()
    await putOnly(inOrder.toReversed().map((title) => bookRow(reader.user.id, { title })))
    for (const limit of [2, 50]) {
      const up = await pagesOf(reader, { sort: 'title', scope }, limit)
      expect(up.flatMap(({ data }) => data.map(({ title }) => title))).toEqual(inOrder)
      const down = await pagesOf(reader, { sort: '-title', scope }, limit)
      expect(down.flatMap(({ data }) => data.map(({ title }) => title))).toEqual(inOrder.toReversed())
    }
  })

  it('of the greatest length fit into a cursor', async () => {
    const reader = await signedIn()
    const long = ['\u{10ffff}', '"', '\\', '\u0000'].map((sign) => sign.repeat(199))
    const rows = long.flatMap((title) =>
      ['1', '2'].map((end) => bookRow(reader.user.id, { title: title + end })),
    )
    await putOnly(rows)
    const query = { sort: 'title', scope: 'mine' } as const
    expect((await pagesOf(reader, query, 1)).flatMap(idsOf)).toEqual(expectedIds(rows, reader.user.id, query))
  })

  it('that differ in their last character only are sorted by it', async () => {
    const reader = await signedIn()
    const rows = Array.from({ length: 12 }, (_, index) =>
      bookRow(reader.user.id, { title: 'x'.repeat(199) + String.fromCodePoint(0xfffa + index) }),
    )
    await putOnly(rows)
    const query = { sort: '-title', scope: 'mine' } as const
    expect((await pagesOf(reader, query, 5)).flatMap(idsOf)).toEqual(expectedIds(rows, reader.user.id, query))
  })
})
