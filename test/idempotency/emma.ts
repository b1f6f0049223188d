import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import { atBatch, overriding } from '../books/faults.ts'
import { objectKeys } from '../covers/stored.ts'
import { failingAfter } from '../faults.ts'
import { request, type Session } from '../support/client.ts'
import { bookForm, type signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

export const second = 1000
export const day = 24 * 60 * 60 * second
const start = new Date('2026-12-01T12:00:00.250Z')

type Reader = Awaited<ReturnType<typeof signedIn>>

export const startClock = () => vi.useFakeTimers({ toFake: ['Date'], now: start })

export const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** Sends a request that adds the book Emma, or another title, always with the same key. */
export const create = async (as: Session, bindings: Partial<Env> = {}, title = 'Emma') =>
  fetchWith(
    bindings,
    request('POST', '/books', { as, body: await bookForm({ title }), headers: { 'Idempotency-Key': 'key' } }),
  )

/** A request that claims its key, and then stops for ever: D1 fails after its first batch. */
export const die = async (as: Session) => {
  const { status } = await create(as, { DB: failingAfter(env.DB, 'batch', 1) })
  expect(status).toBe(503)
}

export const rowsOf = async (userId: string) => {
  const columns = 'route, key, fingerprint, claim, claimed_at, answer as outcome, expires_at'
  const query = env.DB.prepare(`select ${columns} from idempotency_keys where user_id = ?`)
  return (await query.bind(userId).all()).results
}

/** The books and keys of a user, and every file in the bucket. */
export const stateOf = async ({ user }: Reader) => ({
  books: (await env.DB.prepare('select * from books where user_id = ?').bind(user.id).all()).results,
  keys: await rowsOf(user.id),
  objects: await objectKeys(),
})

/** D1 whose `nth` batch waits for `go`. */
export const heldAt = (nth: number) => {
  const [arrival, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const DB = atBatch(nth, async (run) => {
    arrival.resolve()
    await release.promise
    return run()
  })
  return { DB, arrived: arrival.promise, go: () => release.resolve() }
}

/** D1 whose batches take this long by the clock. */
export const slow = (ms: number) => {
  let trips = 0
  const batch: D1Database['batch'] = (statements) => {
    trips++
    pass(ms)
    return env.DB.batch(statements)
  }
  return { DB: overriding(env.DB, { batch }), trips: () => trips }
}

export const aMinuteLater = () =>
  env.DB.prepare('update idempotency_keys set claimed_at = claimed_at - 60000').run()

/** Sends the same request again a minute later, when the claim of the first no longer holds. */
export const takeOver = async (as: Session) => {
  await aMinuteLater()
  return create(as)
}

export const inProgress = [409, 'idempotency_in_progress']
