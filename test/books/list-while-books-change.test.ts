import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { idsOf } from './library.ts'
import { putRows } from './put-book.ts'
import { expectedIds, numberedRow, pagesOf, putOnly, scopes, sorts } from './sorted.ts'

const remove = (id: string | undefined) => env.DB.prepare('delete from books where id = ?').bind(id ?? '')

/** A reader with books whose numbers are far apart. */
const readerOf = async (count: number) => {
  const reader = await signedIn()
  const rows = Array.from({ length: count }, (_, index) => numberedRow(reader.user.id, index * 10))
  await putOnly(rows)
  return { reader, rows }
}

describe('between two pages', () => {
  const cases = scopes.flatMap((scope) => sorts.map((sort) => ({ scope, sort })))

  it.each(cases)('books may be deleted: by $sort, scope $scope', async (query) => {
    const { reader, rows } = await readerOf(24)
    const ids = expectedIds(rows, reader.user.id, query)
    const later = ids[20]
    const pages = await pagesOf(reader, query, 5, async ({ data }) => {
      // The cursor names the last of these: a book that no longer exists.
      await env.DB.batch([remove(data[0]?.id), remove(data.at(-1)?.id), remove(later)])
    })
    expect(pages.flatMap(idsOf)).toEqual(ids.filter((id) => id !== later))
  })

  it.each(cases)('a new book is listed if it comes later: by $sort, scope $scope', async (query) => {
    const { reader, rows } = await readerOf(12)
    const [low, high] = [numberedRow(reader.user.id, -1), numberedRow(reader.user.id, 999)]
    const [earlier, later] = query.sort.startsWith('-') ? [high, low] : [low, high]
    let isAdded = false
    const pages = await pagesOf(reader, query, 5, async () => {
      if (!isAdded) await putRows([earlier, later])
      isAdded = true
    })
    expect(pages.flatMap(idsOf)).toEqual([...expectedIds(rows, reader.user.id, query), later.id])
  })

  it.each(['title', '-title'] as const)('a change of the description moves no book: %s', async (sort) => {
    const { reader, rows } = await readerOf(9)
    const query = { sort, scope: 'mine' } as const
    const pages = await pagesOf(reader, query, 2, async ({ data }) => {
      const path = `/books/${data[0]?.id}`
      expect((await api.patch(path, { as: reader, body: { description: 'New.' } })).status).toBe(200)
    })
    expect(pages.flatMap(idsOf)).toEqual(expectedIds(rows, reader.user.id, query))
  })
})
