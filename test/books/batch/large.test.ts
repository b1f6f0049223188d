import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxBatchJsonBytes, maxOperations } from '../../../src/books/batch/limits.ts'
import { dataOf } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { overriding } from '../faults.ts'
import {
  batch,
  creation,
  deletion,
  expectTrueSize,
  failureOf,
  type Operation,
  readBook,
  update,
} from './batch.ts'

/** Chinese: each character takes 3 bytes, and search keeps each pair of them as a word. */
const han = (length: number, seed: number) =>
  Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919 + seed * 31) % 20_000))).join(
    '',
  )

/** D1 that counts the statements of its batches, and the bytes of the largest parameter. */
const measuringDatabase = () => {
  const seen = { statements: 0, largest: 0 }
  const measure = (statement: D1PreparedStatement): D1PreparedStatement => {
    const bind = statement.bind.bind(statement)
    const measured = (...values: unknown[]) => {
      for (const value of values)
        if (typeof value === 'string')
          seen.largest = Math.max(seen.largest, new TextEncoder().encode(value).length)
      return bind(...values)
    }
    return Object.assign(statement, { bind: measured })
  }
  const run = (statements: D1PreparedStatement[]) => {
    seen.statements += statements.length
    return env.DB.batch(statements)
  }
  const DB = overriding(env.DB, {
    prepare: (sql: string) => measure(env.DB.prepare(sql)),
    batch: run as D1Database['batch'],
  })
  return { DB, seen }
}

const bodyBytes = (operations: Operation[]) => new TextEncoder().encode(JSON.stringify({ operations })).length

const reviewLength = Math.floor(maxBatchJsonBytes / maxOperations / 3) - 100

const all = <T>(make: (at: number) => T): T[] => Array.from({ length: maxOperations }, (_, at) => make(at))

const large = (at: number) => ({ title: `Book ${at}`, review: han(reviewLength, at), authors: [han(9, at)] })

describe('200 operations of 2 MiB', () => {
  it('are written in statements that the Free plan allows, whose parameters D1 allows', async () => {
    const as = await signedIn()
    const operations = all((at) => creation(large(at)))
    expect(bodyBytes(operations)).toBeGreaterThan(1.9 * 1024 ** 2)
    const first = measuringDatabase()
    const response = await batch(as, operations, { DB: first.DB })
    const ids: string[] = (await dataOf(response)).map(({ id }: { id: string }) => id)
    const changes = ids.map((id, at) => update(id, { ...large(at + 1), rating: 5 }, 1))
    const second = measuringDatabase()
    expect((await batch(as, changes, { DB: second.DB })).status).toBe(200)
    for (const { seen } of [first, second]) {
      expect(seen.statements).toBeLessThan(30)
      expect(seen.largest).toBeLessThan(2_000_000)
    }
    expect(await readBook(as, ids[7] ?? '')).toMatchObject({ ...large(8), rating: 5, version: 2 })
    await expectTrueSize(as.user.id)
    const failing = [...ids.slice(1).map((id) => update(id, { notes: 'x' })), deletion(ids[0] ?? '', 7)]
    expect(await failureOf(await batch(as, failing))).toEqual([
      412,
      'version_mismatch',
      'operations.199.version',
    ])
    expect(
      (
        await batch(
          as,
          ids.map((id) => deletion(id, 2)),
        )
      ).status,
    ).toBe(200)
    expect(
      await env.DB.prepare('select count(*) from books where user_id = ?').bind(as.user.id).first(),
    ).toEqual({
      'count(*)': 0,
    })
  })

  it('that JSON within JSON makes larger are written', async () => {
    const as = await signedIn()
    const quotes = '"'.repeat(200)
    const operations = all((at) =>
      creation({ title: `"${at}`, authors: Array(20).fill(quotes), notes: '\u0001' }),
    )
    expect(bodyBytes(operations)).toBeGreaterThan(1.5 * 1024 ** 2)
    const { DB, seen } = measuringDatabase()
    expect((await batch(as, operations, { DB })).status).toBe(200)
    expect(await failureOf(await batch(as, operations, { DB }))).toEqual([
      409,
      'title_taken',
      'operations.0.book.title',
    ])
    expect(seen.largest).toBeLessThan(2_000_000)
  })

  it('whose titles all change hands are written', async () => {
    const as = await signedIn()
    const made: { id: string }[] = await dataOf(
      await batch(
        as,
        all((at) => creation({ title: `Book ${at}` })),
      ),
    )
    const moved = made.map(({ id }, at) => update(id, { title: `Book ${(at + 1) % maxOperations}` }))
    expect((await batch(as, moved)).status).toBe(200)
    expect((await readBook(as, made[199]?.id ?? '')).title).toBe('Book 0')
  })
})
