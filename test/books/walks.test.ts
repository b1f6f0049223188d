import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { SessionCaller } from '../../src/auth/caller.ts'
import { facetNames } from '../../src/books/facets/facets.ts'
import { selectFacets } from '../../src/books/facets/statements.ts'
import { type ListOptions, selectBooks } from '../../src/books/listing.ts'
import { type ListSort, sortColumns } from '../../src/books/orders.ts'
import { booksPerRow } from '../../src/books/packed.ts'
import { newBookRow } from '../../src/books/rows.ts'
import { termsOf } from '../../src/books/search.ts'
import { selectFinished } from '../../src/books/stats/statements.ts'
import { newUser } from '../support/makers.ts'
import { openSession } from './open-session.ts'
import { instant, putRows } from './put-book.ts'
import { putOnly } from './sorted.ts'

const ownBooks = 60
/** A statement that reads for a caller finds the session in an index, and reads it. */
const sessionRows = 2

/** Books with long lists: D1 bills each element of `json_each`. */
const heavyRows = (caller: SessionCaller, count: number) =>
  Array.from({ length: count }, (_, at) =>
    newBookRow(
      caller,
      {
        title: `Title ${String(at).padStart(4, '0')}`,
        authors: Array.from({ length: 5 }, (_, name) => `Author ${at % 7} ${name}`),
        series: at % 3 ? null : `Series ${at % 5}`,
        tags: Array.from({ length: 30 }, (_, tag) => `Tag ${tag}`),
        readings: Array.from({ length: 30 }, () => ({ started_on: null, finished_on: '2026-01-31' })),
        rating: at % 2 ? 4 : null,
        pages: at + 1,
        status: 'read',
        category: at % 2 ? 'horror' : null,
      },
      undefined,
      new Date(instant + at),
    ),
  )

/** Fills a library, and puts as many books of others around it. */
const fill = async () => {
  const [reader, other] = [await openSession((await newUser()).id), await openSession((await newUser()).id)]
  await putOnly([])
  for (const caller of [other, reader, other]) {
    const rows = heavyRows(caller, ownBooks)
    const start = caller === other ? crypto.randomUUID() : ''
    await putRows(rows.map((row) => ({ ...row, title: row.title + start })))
  }
  return reader
}

const rowsRead = async ({ sql, params }: { sql: string; params: readonly unknown[] }) =>
  (
    await env.DB.prepare(sql)
      .bind(...params)
      .all()
  ).meta.rows_read

const sorts = sortColumns.flatMap((column): ListSort[] => [column, `-${column}`])

describe('what walks a library', () => {
  it('reads at most two rows for each own book, in any order and by any filter', async () => {
    const caller = await fill()
    const filters: ListOptions['filters'][] = [
      {},
      { q: termsOf('nothing') },
      { q: termsOf('tag 978-0-14') },
      { tag: 'TAG 7' },
      { author: 'author 3 1', category: 'none' },
      { category: 'horror', status: 'reading', rating_min: 3, cover: 'none' },
    ]
    for (const sort of sorts) {
      for (const one of filters) {
        const read = await rowsRead(selectBooks(caller, { scope: 'mine', sort, filters: one, limit: 21 }))
        expect(read, `${sort} ${JSON.stringify(one)}`).toBeLessThanOrEqual(2 * ownBooks + 4 * 21 + 4)
      }
    }
  })

  it('reads a page alone by time and by title, however deep it starts', async () => {
    const caller = await fill()
    const ends = {
      created_at: [instant + 45, 'x'],
      '-created_at': [instant + 15, 'x'],
      title: ['title 0045', 'x'],
      '-title': ['title 0015', 'x'],
    } as const
    for (const [sort, [key, id]] of Object.entries(ends)) {
      const options = {
        scope: 'mine',
        sort: sort as ListSort,
        after: [key, id],
        limit: 11,
      } satisfies ListOptions
      expect(await rowsRead(selectBooks(caller, options)), sort).toBeLessThanOrEqual(16)
    }
  })

  it('reads four rows for each own book to count facets and statistics', async () => {
    const caller = await fill()
    expect(await rowsRead(selectFacets(caller, facetNames, {}))).toBeLessThanOrEqual(
      4 * ownBooks + sessionRows + 2,
    )
    expect(await rowsRead(selectFacets(caller, ['tag'], { status: 'reading' }))).toBeLessThanOrEqual(
      3 * ownBooks + sessionRows + 2,
    )
    expect(await rowsRead(selectFinished(caller, '2026'))).toBeLessThanOrEqual(4 * ownBooks + sessionRows + 2)
    expect(await rowsRead(selectFinished(caller, undefined))).toBeLessThanOrEqual(
      4 * ownBooks + sessionRows + 2,
    )
  })

  it('keeps values under the 2 MB of D1, whose limit is not enforced locally', async () => {
    const caller = await openSession((await newUser()).id)
    // JSON escapes each control character with six bytes.
    const long = (at: number, length: number) => String(at).padEnd(3) + '\u0001'.repeat(length - 3)
    const fields = {
      title: long(0, 200),
      authors: Array.from({ length: 30 }, (_, at) => long(at, 200)),
      tags: Array.from({ length: 100 }, (_, at) => long(at, 50)),
      series: long(0, 200),
      readings: Array.from({ length: 100 }, () => ({ started_on: '2026-01-31', finished_on: '2026-01-31' })),
    }
    await putOnly([newBookRow(caller, fields, undefined)])
    for (const { sql, params } of [selectFacets(caller, facetNames, {}), selectFinished(caller, '2026')]) {
      const { results } = await env.DB.prepare(sql)
        .bind(...params)
        .all<{ packed: string }>()
      const bytes = new TextEncoder().encode(results[0]?.packed).length
      expect(bytes).toBeGreaterThan(25_000)
      expect(booksPerRow * bytes).toBeLessThan(2_000_000)
    }
  })
})
