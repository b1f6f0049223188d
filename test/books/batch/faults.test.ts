import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { aMinuteLater } from '../../idempotency/emma.ts'
import { api, dataOf } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { atBatch, lost, meanwhile, overriding, unanswered } from '../faults.ts'
import { putBook } from '../put-book.ts'
import {
  added,
  batch,
  count,
  creation,
  deletion,
  done,
  expectTrueSize,
  failureOf,
  stateOf,
  update,
} from './batch.ts'

const unavailable = [503, 'service_unavailable']
const withKey = { 'Idempotency-Key': 'a batch' }

/** A reader with books, and operations on all of them. */
const scene = async () => {
  const as = await signedIn()
  const [a = '', b = ''] = await added(as, { title: 'A' }, { title: 'B' })
  const covered = await putBook(as)
  await count(as.user.id)
  const operations = [
    update(a, { title: 'B', review: 'x' }),
    update(b, { title: 'A' }),
    deletion(covered.id),
    creation({ title: 'C' }),
  ]
  return { as, a, b, operations }
}

describe('a batch whose transaction fails', () => {
  it('has changed nothing if D1 did not get it', async () => {
    const { as, operations } = await scene()
    const before = await stateOf(as.user.id)
    expect(await failureOf(await batch(as, operations, { DB: atBatch(1, lost) }))).toEqual(unavailable)
    expect(await stateOf(as.user.id)).toEqual(before)
    expect((await batch(as, operations)).status).toBe(200)
  })

  it('has changed all if the response of D1 was lost, and a repeat with its key says so', async () => {
    const { as, operations } = await scene()
    const DB = atBatch(2, unanswered)
    expect(await failureOf(await batch(as, operations, { DB }, withKey))).toEqual(unavailable)
    const after = await stateOf(as.user.id)
    expect(after.books).toHaveLength(4 - 1)
    const results = await dataOf(await batch(as, operations, {}, withKey))
    expect(results.map(({ version }: { version: number }) => version)).toEqual([2, 2, null, 1])
    expect(await stateOf(as.user.id)).toEqual(after)
  })

  it('names nothing if the second trip fails', async () => {
    const { as } = await scene()
    const response = await batch(as, [creation({ title: 'A' })], { DB: atBatch(2, lost) })
    expect(await failureOf(response)).toEqual(unavailable)
  })
})

describe('a batch that is rejected because of another request', () => {
  it('is tried again when nothing stands in its way any more', async () => {
    const { as, a } = await scene()
    const free = () => done(as, update(a, { title: 'Free' }))
    const response = await batch(as, [creation({ title: 'A' })], { DB: atBatch(2, meanwhile(free)) })
    expect(response.status).toBe(200)
    await expectTrueSize(as.user.id)
  })

  it('is temporarily unavailable after two attempts', async () => {
    const { as, operations } = await scene()
    const before = await stateOf(as.user.id)
    let trips = 0
    const run = (statements: D1PreparedStatement[]) =>
      ++trips % 2
        ? Promise.reject(new Error("D1_ERROR: bad JSON path: 'batch rejected 1': SQLITE_ERROR"))
        : env.DB.batch(statements)
    const DB = overriding(env.DB, { batch: run as D1Database['batch'] })
    expect(await failureOf(await batch(as, operations, { DB }))).toEqual(unavailable)
    expect(trips).toBe(4)
    expect(await stateOf(as.user.id)).toEqual(before)
  })
})

describe('a batch changes nothing', () => {
  it('after its session has ended', async () => {
    const { as, operations } = await scene()
    const before = await stateOf(as.user.id)
    const end = () => env.DB.prepare('delete from sessions where user_id = ?').bind(as.user.id).run()
    const response = await batch(as, operations, { DB: atBatch(1, meanwhile(end)) })
    expect(await failureOf(response)).toEqual([401, 'invalid_token'])
    expect(await stateOf(as.user.id)).toEqual(before)
  })

  it('after the account was disabled', async () => {
    const { as, operations } = await scene()
    const before = (await stateOf(as.user.id)).books
    const disable = async () => expect((await api.delete('/users', { as })).status).toBe(204)
    const response = await batch(as, operations, { DB: atBatch(1, meanwhile(disable)) })
    expect(await failureOf(response)).toEqual([401, 'invalid_token'])
    expect((await stateOf(as.user.id)).books).toEqual(before)
  })

  it('after another run took its claim over', async () => {
    const { as, operations } = await scene()
    const takeOver = async () => {
      await aMinuteLater()
      expect((await batch(as, operations, {}, withKey)).status).toBe(200)
    }
    const DB = atBatch(2, meanwhile(takeOver))
    const response = await batch(as, operations, { DB }, withKey)
    expect([404, 503]).toContain(response.status)
    const after = await stateOf(as.user.id)
    expect(after.books).toHaveLength(3)
    expect((await batch(as, operations, {}, withKey)).status).toBe(200)
    expect(await stateOf(as.user.id)).toEqual(after)
  })

  it('after another run took its claim over and is in progress', async () => {
    const { as, operations } = await scene()
    const before = await stateOf(as.user.id)
    const take = () => env.DB.prepare("update idempotency_keys set claim = 'another run'").run()
    const response = await batch(as, operations, { DB: atBatch(2, meanwhile(take)) }, withKey)
    expect(await failureOf(response)).toEqual(unavailable)
    expect(await stateOf(as.user.id)).toEqual(before)
  })
})

describe('an Idempotency-Key', () => {
  it('gives the first response again, a success or a failure', async () => {
    const { as, operations, a } = await scene()
    const failing = [creation({ title: 'Z' }), update(a, { rating: 1 }, 9)]
    for (const [at, sent] of [operations, failing].entries()) {
      const key = { 'Idempotency-Key': `key ${at}` }
      const first = await batch(as, sent, {}, key)
      const text = await first.text()
      const state = await stateOf(as.user.id)
      const again = await batch(as, sent, {}, key)
      expect([again.status, await again.text()]).toEqual([first.status, text])
      expect(await stateOf(as.user.id)).toEqual(state)
      const other = await batch(as, [creation({ title: 'Other' })], {}, key)
      expect(await failureOf(other)).toEqual([422, 'idempotency_key_reused'])
    }
  })

  it('lets one of parallel requests write', async () => {
    const { as, operations } = await scene()
    const responses = await Promise.all(Array.from({ length: 5 }, () => batch(as, operations, {}, withKey)))
    const bodies = await Promise.all(responses.map((response) => response.text()))
    expect(new Set(bodies).size).toBe(1)
    expect((await stateOf(as.user.id)).books).toHaveLength(3)
    await expectTrueSize(as.user.id)
  })

  it('has at most 255 characters', async () => {
    const { as, operations } = await scene()
    const response = await batch(as, operations, {}, { 'Idempotency-Key': 'k'.repeat(256) })
    expect(await failureOf(response)).toEqual([400, 'invalid_input', 'Idempotency-Key'])
  })
})
