import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { atBatch } from '../books/faults.ts'
import { errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { waitUntil } from '../support/wait-until.ts'
import { create, stateOf } from './emma.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
})

/** D1 whose `nth` batch runs only when `go` is called. */
const lateAt = (nth: number) => {
  const [arrived, go, ran] = Array.from({ length: 3 }, () => Promise.withResolvers<void>())
  const DB = atBatch(nth, async (run) => {
    arrived?.resolve()
    await go?.promise
    const results = await run()
    ran?.resolve()
    return results
  })
  return { DB, arrived: arrived?.promise, go: () => go?.resolve(), ran: ran?.promise }
}

it.each([1, 2, 3])('a late batch %i leaves the key to a retry', async (nth) => {
  const session = await signedIn()
  const late = lateAt(nth)
  const sent = create(session, { DB: late.DB })
  await late.arrived
  vi.advanceTimersByTime(10_000)
  // The first release is before the late batch. Only the second can follow a late claim.
  await waitUntil(async () => (await stateOf(session)).keys.length === 0)
  late.go()
  await late.ran
  expect(await errorOf(await sent)).toEqual([503, 'service_unavailable'])
  expect(await stateOf(session)).toMatchObject({ books: [], keys: [] })
  expect((await create(session)).status).toBe(201)
  expect((await stateOf(session)).books).toHaveLength(1)
})
