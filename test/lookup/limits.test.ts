import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { maxLookupsPerHour } from '../../src/lookup/limits.ts'
import { forgetRejections, recordRejection, reserveRequest } from '../../src/lookup/statements.ts'
import { dataOf, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { runAt } from '../support/run-maintenance.ts'
import { failures, forgetBudgets, lookUp } from './looking-up.ts'

beforeEach(forgetBudgets)

it('a reader has 60 lookups an hour, however many are sent at once', async () => {
  const as = await signedIn()
  await lookUp(as, { q: 'jane austen' })
  const responses = await Promise.all(
    Array.from({ length: maxLookupsPerHour + 9 }, () => lookUp(as, { q: 'jane austen' })),
  )
  const rejected = responses.filter(({ status }) => status === 429)
  expect(rejected).toHaveLength(10)
  for (const response of rejected) {
    const seconds = Number(response.headers.get('Retry-After'))
    expect(seconds).toBeGreaterThan(3000)
    expect(seconds).toBeLessThanOrEqual(3600)
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
  }
  expect((await lookUp(await signedIn(), { q: 'jane austen' })).status).toBe(200)
  await env.DB.prepare('update lookup_counts set expires_at = ? where user_id = ?')
    .bind(Date.now() + 5000, as.user.id)
    .run()
  const soon = await lookUp(as, { q: 'jane austen' })
  expect(Number(soon.headers.get('Retry-After'))).toBeLessThanOrEqual(5)
  await env.DB.prepare('update lookup_counts set expires_at = ?').bind(Date.now()).run()
  expect((await lookUp(as, { q: 'jane austen' })).status).toBe(200)
})

it('a provider without budget is not asked', async () => {
  await env.DB.prepare(
    "insert into provider_budgets values ('open_library data', 1000, ?1, 0, 0, ?1), ('google_books data', 1000, ?1, 0, 0, ?1)",
  )
    .bind(Date.now() + 60_000)
    .run()
  expect(await errorOf(await lookUp(await signedIn(), { q: 'anything' }))).toEqual([
    503,
    'lookup_unavailable',
  ])
  expect(failures()).toEqual(['no_budget', 'no_budget'])
})

it('a provider that rejects requests is left alone', async () => {
  const as = await signedIn()
  await lookUp(as, { q: 'r429 one' })
  await lookUp(as, { q: 'r429 two' })
  expect(failures()).toEqual(['rejected', 'rejected', 'no_budget', 'no_budget'])
  // Time passes.
  await env.DB.prepare('update provider_budgets set retry_at = 1').run()
  expect(await dataOf(await lookUp(as, { q: 'bram stoker' }))).toHaveLength(1)
  const { results } = await env.DB.prepare('select rejections from provider_budgets where server like ?')
    .bind('% data')
    .all()
  expect(results).toEqual([{ rejections: 0 }, { rejections: 0 }])
})

it('expired rows are deleted, and the others stay', async () => {
  const as = await signedIn()
  await lookUp(as, { q: 'jane austen' })
  const counts = async () =>
    await env.DB.prepare(
      `select (select count(*) from lookup_counts where user_id = ?) as readers,
          (select count(*) from provider_budgets) as budgets, (select count(*) from lookup_results) as results`,
    )
      .bind(as.user.id)
      .first<Record<string, number>>()
  const before = await counts()
  const day = 24 * 60 * 60 * 1000
  await runAt(new Date(Date.now() + day))
  expect(await counts()).toEqual({ readers: 0, budgets: 0, results: before?.results })
  await runAt(new Date(Date.now() + 31 * day))
  expect(await counts()).toEqual({ readers: 0, budgets: 0, results: 0 })
})

const budget = { requests: 2, windowSeconds: 60 }
const db = openDatabase(env.DB)
const isAllowed = async (seconds: number) =>
  (await db.batch({ reserved: reserveRequest('a server', budget, new Date(seconds * 1000)) })).reserved
    .length > 0
const reject = (waitMs: number | undefined, seconds: number) =>
  db.batch({ rejected: recordRejection('a server', waitMs, new Date(seconds * 1000)) })

it('a budget is of one window', async () => {
  expect([await isAllowed(1000), await isAllowed(1001), await isAllowed(1059)]).toEqual([true, true, false])
  expect([await isAllowed(1060), await isAllowed(1061), await isAllowed(1062)]).toEqual([true, true, false])
})

it('a rejection says how long to wait', async () => {
  await isAllowed(1000)
  await reject(200_000, 1000)
  expect([await isAllowed(1199), await isAllowed(1200)]).toEqual([false, true])
})

it('the wait doubles with each rejection in a row, up to 64 minutes, and several at once are one', async () => {
  let now = 1000
  for (const wait of [60, 120, 240, 480, 960, 1920, 3840, 3840]) {
    await isAllowed(now)
    await reject(undefined, now)
    await reject(undefined, now)
    expect([wait, await isAllowed(now + wait - 1)]).toEqual([wait, false])
    now += wait
    expect([wait, await isAllowed(now)]).toEqual([wait, true])
    now += 60
  }
  await db.batch({ forgotten: forgetRejections('a server') })
  await isAllowed(now)
  await reject(undefined, now)
  expect(await isAllowed(now + 60)).toBe(true)
})
