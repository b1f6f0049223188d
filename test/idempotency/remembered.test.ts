import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lost, overriding } from '../books/faults.ts'
import { dataOf, errorOf } from '../support/client.ts'
import { signedIn, signIn } from '../support/makers.ts'
import { create, day, die, pass, rowsOf, second, startClock, stateOf } from './emma.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('an outcome is stored only with its change', () => {
  /** D1 where `before` happens before the book is inserted, and `after` replaces the batches that follow. */
  const around = (
    before: () => Promise<unknown>,
    after: (run: () => Promise<D1Result[]>) => Promise<D1Result[]>,
  ) => {
    let trips = 0
    const batch = async (statements: D1PreparedStatement[]) => {
      const run = () => env.DB.batch(statements)
      if (++trips === 3) await before()
      return trips > 3 ? after(run) : run()
    }
    return overriding(env.DB, { batch: batch as D1Database['batch'] })
  }

  it('when the session ends before the book is inserted, and the request then dies', async () => {
    const session = await signedIn()
    const end = () => env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
    expect((await create(session, { DB: around(end, lost) })).ok).toBe(false)
    pass(60 * second)
    const again = await create(await signIn(session.user))
    expect(again.status).toBe(201)
    const { id } = await dataOf(again)
    expect((await stateOf(session)).books).toMatchObject([{ id }])
  })

  it('when the sweep has deleted the files: a waiting request gets no book that does not exist', async () => {
    const session = await signedIn()
    const sweep = () => env.DB.prepare('delete from unowned_covers').run()
    let seen: unknown
    const DB = around(sweep, async (run) => {
      seen = await stateOf(session)
      return run()
    })
    expect(await errorOf(await create(session, { DB }))).toEqual([503, 'service_unavailable'])
    expect(seen).toMatchObject({ books: [], keys: [{ outcome: null }] })
    expect((await create(session)).status).toBe(201)
  })
})

it('a claim contains neither the fields nor the file of its request', async () => {
  const session = await signedIn()
  await die(session)
  const [row] = await rowsOf(session.user.id)
  expect(row).toMatchObject({ route: 'POST /books', key: 'key', outcome: null, claimed_at: Date.now() })
  expect(row?.fingerprint).toMatch(/^[\w+/]{43}=$/)
  expect(JSON.stringify(row)).not.toContain('Emma')
  expect(Number(row?.expires_at)).toBe(Date.now() + day)
})
