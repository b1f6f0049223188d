import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { type ListOptions, type ListPosition, selectBooks } from '../../src/books/listing.ts'
import { termsOf } from '../../src/books/search.ts'
import { newUser } from '../support/makers.ts'
import { openSession } from './open-session.ts'
import { bookRow, instant, putRows } from './put-book.ts'
import { putOnly, scopes, sorts } from './sorted.ts'

/** The statement of a list also checks the session: a row of its index, and the row itself. */
const sessionRows = 2

/** Runs the statement of a list as D1 would. @returns the number of rows that SQLite read for the books */
const rowsRead = async (userId: string, options: ListOptions, expectedCount = options.limit) => {
  const { sql, params } = selectBooks(await openSession(userId), options)
  const { results, meta } = await env.DB.prepare(sql)
    .bind(...params)
    .all()
  expect(results.filter(({ id }) => id !== null)).toHaveLength(expectedCount)
  return meta.rows_read - sessionRows
}

/** Puts books of another user before, between and after the books of the reader, in every order. */
const putOthers = async (count: number) => {
  const { id } = await newUser()
  const rows = Array.from({ length: count }, (_, index) =>
    bookRow(id, {
      title: `Title ${(index * 7919) % 10_000}`,
      category: index % 2 ? 'science' : 'poetry',
      createdAt: new Date(instant + (index % 100)),
    }),
  )
  await putRows(rows)
}

const lists = scopes.flatMap((scope) =>
  sorts.flatMap((sort) =>
    ([undefined, 'science'] as const).flatMap((category) =>
      [false, true].map((isContinued) => ({ scope, sort, category, isContinued })),
    ),
  ),
)

describe('the rows that a page reads', () => {
  it('do not depend on the number of books of others, in any list', async () => {
    const reader = await newUser()
    const own = Array.from({ length: 24 }, (_, index) =>
      bookRow(reader.id, { title: `Title ${index * 400}`, createdAt: new Date(instant + index * 4) }),
    )
    const readAll = async () => {
      const counts: number[] = []
      for (const { isContinued, category, ...order } of lists) {
        const options = { ...order, filters: { category } }
        const isDescending = options.sort.startsWith('-')
        const keys = options.sort.endsWith('title')
          ? order.scope === 'mine'
            ? ['title 1', 'title 9']
            : ['Title 1', 'Title 9']
          : [instant + 2, instant + 95]
        const after = [keys[Number(isDescending)], own[0]?.id] as ListPosition
        counts.push(await rowsRead(reader.id, { ...options, limit: 11, ...(isContinued && { after }) }))
      }
      return counts
    }
    await putOnly(own)
    await putOthers(20)
    const few = await readAll()
    await putOnly(own)
    await putOthers(2000)
    expect(await readAll()).toEqual(few)
    // The most are a category that is sorted by title: its 24 books, and the page.
    expect(Math.max(...few)).toBeLessThanOrEqual(2 * 24 + 2 * 11)
    expect(few.filter((count) => count > 2 * 11 + 1)).toHaveLength(4)
  })

  it('are one for each own book', async () => {
    const reader = await newUser()
    await putOnly(Array.from({ length: 24 }, () => bookRow(reader.id)))
    await putOthers(200)
    for (const sort of sorts) {
      expect(await rowsRead(reader.id, { scope: 'mine', sort, limit: 11 })).toBeLessThanOrEqual(12)
    }
  })

  it('of a search are a page when all books match, and at most the own library', async () => {
    const reader = await newUser()
    await putOnly(Array.from({ length: 300 }, (_, index) => bookRow(reader.id, { title: `Common ${index}` })))
    await putOthers(200)
    const search = { scope: 'mine', sort: '-created_at', limit: 21 } as const
    const common = { ...search, filters: { q: termsOf('common') } }
    expect(await rowsRead(reader.id, common)).toBeLessThanOrEqual(22)
    expect(await rowsRead(reader.id, { ...search, filters: { q: termsOf('none') } }, 0)).toBeLessThanOrEqual(
      301,
    )
  })
})
