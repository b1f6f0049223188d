import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { Caller } from '../../src/auth/caller.ts'
import { selectBooks } from '../../src/books/listing.ts'
import { scopes, sorts } from './sorted.ts'

const callers: Caller[] = [
  { kind: 'session', userId: 'u', sessionId: 's', at: new Date() },
  { kind: 'key', userId: 'u', digest: 'd', scope: 'books:read', at: new Date() },
]
const id = '01a201a2-0627-7853-a9c5-25331c49f0df'

const lists = scopes.flatMap((scope) =>
  sorts.flatMap((sort) =>
    ([undefined, 'science'] as const).flatMap((category) =>
      ['first page', 'next page'].map((place) => ({ scope, sort, category, place })),
    ),
  ),
)
/** A reader's own books of a category are sorted by title without an index: each index costs a write for every book. */
const isSorted = ({ scope, sort, category }: (typeof lists)[number]) =>
  scope === 'mine' && sort.endsWith('title') && category !== undefined

it.each(lists.filter((one) => !isSorted(one)))(
  '$scope by $sort, category $category, $place: comes from an index',
  async ({ scope, sort, category, place }) => {
    const key = sort.endsWith('title') ? 'A title' : 1_700_000_000_000
    const after: [string | number, string] | undefined = place === 'next page' ? [key, id] : undefined
    for (const caller of callers) {
      const { sql, params } = selectBooks(caller, { scope, sort, filters: { category }, after, limit: 21 })
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>()
      const plan = results.map(({ detail }) => detail)
      expect(plan[0]).toMatch(/^SEARCH (sessions|api_keys) USING INDEX \w+ \((id|digest)=\?\)/)
      expect(plan[1]).toMatch(/^SEARCH books USING INDEX/)
      expect(plan.join()).not.toContain('TEMP B-TREE')
      expect(sql).not.toMatch(/offset/i)
    }
  },
)
