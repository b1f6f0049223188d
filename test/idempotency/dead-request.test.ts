import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atBatch, unanswered } from '../books/faults.ts'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { failingAfter } from '../faults.ts'
import { dataOf, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { create, die, inProgress, pass, rowsOf, second, slow, startClock, stateOf } from './emma.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('a request that died after its claim', () => {
  it.each([0, 30 * second, 60 * second - 1])('holds its key after %i ms', async (ms) => {
    const session = await signedIn()
    await die(session)
    pass(ms)
    expect(await errorOf(await create(session, slow(6 * second)))).toEqual(inProgress)
    expect((await stateOf(session)).books).toEqual([])
  })

  it.each([60 * second, 5 * 60 * second])('is taken over after %i ms', async (ms) => {
    const session = await signedIn()
    const before = await objectKeys()
    await die(session)
    pass(ms)
    const book = await dataOf(await create(session))
    expect(book.title).toBe('Emma')
    expect(await dataOf(await create(session))).toEqual(book)
    const { books, keys, objects } = await stateOf(session)
    expect([books.length, keys.length]).toEqual([1, 1])
    expect(objects).toEqual([...before, ...filesOf(book)].sort())
  })

  it('is taken over by one of twenty requests', async () => {
    const session = await signedIn()
    await die(session)
    pass(60 * second)
    const responses = await Promise.all(Array.from({ length: 20 }, () => create(session)))
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(201))
    const ids = await Promise.all(responses.map(async (response) => (await dataOf(response)).id))
    expect(new Set(ids).size).toBe(1)
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('does not give its key to another request', async () => {
    const session = await signedIn()
    await die(session)
    pass(60 * second)
    const response = await create(session, {}, 'Persuasion')
    expect(await errorOf(response)).toEqual([422, 'idempotency_key_reused'])
    expect((await create(session)).status).toBe(201)
  })

  it('is taken over again when the second dies too', async () => {
    const session = await signedIn()
    await die(session)
    pass(60 * second)
    await die(session)
    pass(60 * second - 1)
    expect(await errorOf(await create(session, slow(6 * second)))).toEqual(inProgress)
    pass(60 * second)
    expect((await create(session)).status).toBe(201)
  })

  it('includes one whose claim D1 committed without a response before it failed', async () => {
    const session = await signedIn()
    const DB = failingAfter(atBatch(1, unanswered), 'batch', 1)
    expect((await create(session, { DB })).status).toBe(503)
    expect(await stateOf(session)).toMatchObject({ keys: [{ outcome: null }] })
    pass(60 * second)
    expect((await create(session)).status).toBe(201)
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('is not one with a stored outcome, however old', async () => {
    const session = await signedIn()
    const book = await dataOf(await create(session))
    pass(10 * 60 * second)
    const keys = await rowsOf(session.user.id)
    expect(await dataOf(await create(session))).toEqual(book)
    expect(await rowsOf(session.user.id)).toEqual(keys)
  })
})
