import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { nextChange } from '../../../src/books/changes/numbers.ts'
import { selectChanges } from '../../../src/books/changes/statements.ts'
import { users } from '../../../src/db/schema.ts'
import type { Statement } from '../../../src/db/statement.ts'
import { build, statement } from '../../../src/db/statement.ts'
import { newUser } from '../../support/makers.ts'
import { openSession } from '../open-session.ts'
import { bookRow, putRows } from '../put-book.ts'

const caller = { kind: 'session' as const, userId: 'u', sessionId: 's', at: new Date() }

const planOf = async ({ sql, params }: Statement) => {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>()
  return results.map(({ detail }) => detail)
}

it('the next number takes two seeks', async () => {
  const plan = await planOf(statement(build.select({ next: nextChange(caller).as('next') }).from(users)))
  expect(plan.filter((step) => /SEARCH/.test(step))).toEqual([
    'SEARCH books USING COVERING INDEX books_changes (user_id=?)',
    'SEARCH deleted_books USING COVERING INDEX deleted_books_changes (user_id=?)',
  ])
})

const isLive = 'SEARCH sessions USING INDEX sqlite_autoindex_sessions_1 (id=?)'

it.each([undefined, { number: 5, id: '', completeAt: new Date(), deletionsAfter: 0 }])(
  'a page comes from the indexes of changes: behind %o',
  async (after) => {
    const plan = await planOf(selectChanges(caller, after, { changes: 100, bytes: 4_000_000 }))
    const searches = plan.filter((step) => /SEARCH|SCAN (books|deleted)/.test(step))
    expect(searches).toEqual([
      isLive,
      expect.stringMatching(
        /^SEARCH books USING INDEX books_changes \(user_id=\? AND \(change_seq,id\)>\(\?,\?\)\)/,
      ),
      ...(after
        ? [
            isLive,
            expect.stringMatching(
              /^SEARCH deleted_books USING COVERING INDEX deleted_books_changes \(user_id=\? AND /,
            ),
          ]
        : []),
      expect.stringMatching(/^SEARCH books USING INDEX sqlite_autoindex_books_1 \(id=\?\)/),
    ])
  },
)

it('a page reads rows for its own books alone, in a library of any size', async () => {
  const rowsOf = async (count: number) => {
    const { id } = await newUser()
    await putRows(Array.from({ length: count }, (_, at) => bookRow(id, { changeSeq: at })))
    const { sql, params } = selectChanges(await openSession(id), undefined, { changes: 10, bytes: 1e6 })
    const { meta, results } = await env.DB.prepare(sql)
      .bind(...params)
      .all()
    expect(results).toHaveLength(10)
    return meta.rows_read
  }
  expect(await rowsOf(1000)).toBe(await rowsOf(20))
})
