import { describe, expect, it } from 'vitest'
import { maxChanges } from '../../../src/books/changes/limits.ts'
import { api } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { bookRow, putRows } from '../put-book.ts'
import { changesOf, expectEqualToFullRead, followerOf } from './follower.ts'

describe('a page', () => {
  it(`has at most ${maxChanges} entries`, async () => {
    const as = await signedIn()
    await putRows(Array.from({ length: 2 * maxChanges + 1 }, () => bookRow(as.user.id)))
    const sizes = []
    let page = await changesOf(as)
    for (; page.data.length > 0; page = await changesOf(as, page.page.next)) sizes.push(page.data.length)
    expect(sizes).toEqual([maxChanges, maxChanges, 1])
    await expectEqualToFullRead(as, followerOf(as))
  })

  it('has at most 4 MB, of the largest books', async () => {
    const as = await signedIn()
    const long = '\u0001'.repeat(20_000)
    const rows = Array.from({ length: 30 }, () =>
      bookRow(as.user.id, {
        review: long,
        notes: long,
        description: long.slice(0, 5000),
        extra: Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`f${at}`, long.slice(0, 5000)])),
      }),
    )
    await putRows(rows.slice(0, 15))
    await putRows(rows.slice(15))
    const sizes: [books: number, bytes: number][] = []
    for (let since: string | undefined; ; ) {
      const response = await api.get(`/books/changes${since ? `?since=${since}` : ''}`, { as })
      const bytes = (await response.clone().arrayBuffer()).byteLength
      const { data, page } = await response.json<{ data: unknown[]; page: { next: string } }>()
      if (data.length === 0) break
      sizes.push([data.length, bytes])
      since = page.next
    }
    expect(sizes.reduce((sum, [books]) => sum + books, 0)).toBe(30)
    expect(Math.max(...sizes.map(([, bytes]) => bytes))).toBeLessThanOrEqual(4_000_000)
    // It is nearly full.
    expect(sizes[0]?.[1]).toBeGreaterThan(3_000_000)
  })
})
