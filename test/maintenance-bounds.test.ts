import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { tableName } from '../src/db/table-config.ts'
import { tables } from '../src/db/tables.ts'
import { failingAfter } from './faults.ts'
import { request } from './support/client.ts'
import { newBook, newUser, password, signedIn } from './support/makers.ts'
import { isLong } from './support/repetitions.ts'
import { reportOfRun, runAt, steppingClock } from './support/run-maintenance.ts'
import { fetchWith } from './support/worker.ts'
import { covers, noRows, rowsOf } from './users/traces.ts'

const expiring = tables.flatMap(({ table, expiry }) => (expiry?.how === 'delete' ? [tableName(table)] : []))

const countOf = (table: string) =>
  env.DB.prepare(`select count(*) as count from ${table}`).first<number>('count')

/** Enters expired rows. */
const expiredRows: Record<string, (count: number) => Promise<unknown>> = {
  sessions: async (count) =>
    insert('sessions', "'s' || i, ?1, 0, 0, 0, 1, '', null, null, null, 0, null", count, await ownerId()),
  download_tokens: async (count) => {
    const { user } = await signedIn()
    const id = await env.DB.prepare('select id from sessions where user_id = ?')
      .bind(user.id)
      .first<string>('id')
    return insert('download_tokens', "'t' || i, ?1, 1", count, id)
  },
  idempotency_keys: async (count) =>
    insert('idempotency_keys', "?1, 'POST /books', i, '', '', 0, null, 1", count, await ownerId()),
  guesses: (count) => insert('guesses', "'g' || i || ?1, 1, 1, 1", count, ''),
  lookup_counts: async (count) => insert('lookup_counts', "?1, 'k' || i, 60, 1", count, await ownerId()),
  provider_budgets: (count) => insert('provider_budgets', "'s' || i || ?1, 1, 1, 1, 0, 1", count, ''),
  totp_secrets: async (count) =>
    insert('totp_secrets', "?1, 's' || i, '', '', 0, 0, 1", count, await ownerId()),
  challenges: (count) => insert('challenges', "'c' || i || ?1, 'sign_in', null, '', '', '', 1", count, ''),
  pending_sign_ins: async (count) =>
    insert('pending_sign_ins', "'p' || i, ?1, 1, '', 0, 1", count, await ownerId()),
  trusted_devices: async (count) =>
    insert('trusted_devices', "'d' || i, ?1, 'd' || i, '', 0, 1", count, await ownerId()),
  mails: async (count) =>
    insert('mails', "'m' || i, ?1, '', '', '{}', null, 0, 0, 4102444800000, null, 1", count, await ownerId()),
  mailed_links: async (count) =>
    insert('mailed_links', "'l' || i, 'sign_up', ?1, '', null, '', '', null, 0, 1", count, await ownerId()),
  mail_counts: (count) => insert('mail_counts', "'m' || i || ?1, 1, 1", count, ''),
  security_events: async (count) =>
    insert('security_events', "'e' || i, ?1, 'signed_in', '{}', '', null, 1, 0, 1", count, await ownerId()),
  api_keys: async (count) =>
    insert('api_keys', "'k' || i, ?1, '', '[]', '', 'k' || i, null, 0, 1, null", count, await ownerId()),
  audit_log: (count) => insert('audit_log', "'a' || i || ?1, '', '', '', '{}', 0, 1", count, ''),
  deleted_books: async (count) => insert('deleted_books', "'d' || i, ?1, i, 1", count, await ownerId()),
  lookup_results: (count) => insert('lookup_results', "'d' || i || ?1, '[]', 1", count, ''),
}

const ownerId = async () => (await signedIn()).user.id

const insert = (table: string, values: string, count: number, owner: string | null) =>
  env.DB.prepare(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
     insert into ${table} select ${values} from n`,
  )
    .bind(owner, count)
    .run()

/** Hides accounts, whose erasure stops there. @returns their ids */
const hiddenAccounts = async (count: number) => {
  const ids: string[] = []
  for (let account = 0; account < count; account++) {
    const { user, ...as } = await signedIn()
    await newBook(as)
    // The first batch reads the hash, the second hides the account, and all later ones fail.
    const DB = failingAfter(env.DB, 'batch', 2)
    const toSend = request('DELETE', '/users?purge=true', { as, body: { password } })
    await fetchWith({ DB }, toSend).catch(() => undefined)
    ids.push(user.id)
  }
  return ids
}

describe('every table whose rows expire', () => {
  it('is cleaned by this test', () => {
    expect(Object.keys(expiredRows).toSorted()).toEqual(expiring.toSorted())
  })

  // One table without an owner, one whose owner has an index, one below sessions. All others in `npm run test:long`.
  const several = isLong ? expiring : ['guesses', 'security_events', 'download_tokens']

  it.each(several)('%s: a run deletes at most 20,000 rows, and reports the backlog', async (table) => {
    await runAt(new Date())
    const live = (await countOf(table)) ?? 0
    await expiredRows[table]?.(20_001)
    const now = new Date()
    const first = await reportOfRun(now)
    expect([first.counts[table], first.backlog?.[table]]).toEqual([20_000, 1])
    const second = await reportOfRun(now)
    expect([second.counts[table], second.backlog?.[table]]).toEqual([1, 0])
    expect(await countOf(table)).toBeGreaterThanOrEqual(live)
  })

  it('is cleaned in each run, however many rows of the others have expired', async () => {
    for (const add of Object.values(expiredRows)) await add(3000)
    const { counts } = await reportOfRun(new Date(), { clock: steppingClock() })
    expect(expiring.map((table) => counts[table])).toEqual(expiring.map(() => 1000))
    await runAt(new Date())
  })

  it('counts a backlog up to 10,000 rows only', async () => {
    await expiredRows.guesses?.(12_000)
    const { backlog } = await reportOfRun(new Date(), { clock: steppingClock() })
    expect(backlog?.guesses).toBe(10_000)
    await runAt(new Date())
  })
})

describe('erasures', () => {
  it('are resumed, several in a run', async () => {
    const ids = await hiddenAccounts(4)
    const { counts, backlog } = await reportOfRun(new Date())
    expect([counts.accountsErased, backlog?.erasures]).toEqual([4, 0])
    for (const id of ids) expect(await rowsOf(id)).toEqual(noRows)
  })

  it('that fail are logged, and stop no other erasure and no other part', async () => {
    const ids = await hiddenAccounts(4)
    const stuck = ids[1]
    await env.DB.prepare(
      `create trigger keep before delete on books when old.user_id = '${stuck}' begin select raise(abort, 'kept'); end`,
    ).run()
    await expiredRows.guesses?.(1)
    const error = vi.spyOn(console, 'error')
    const report = await reportOfRun(new Date())
    const lines = error.mock.calls
      .map(([line]) => String(line))
      .filter((line) => line.includes('maintenance_failed'))
    error.mockRestore()
    await env.DB.prepare('drop trigger keep').run()
    expect(report).toMatchObject({
      failures: 1,
      counts: { accountsErased: 3, guesses: 1 },
      backlog: { erasures: 1 },
    })
    expect(lines).toEqual([expect.stringContaining(`"part":"resumeErasures","userId":"${stuck}"`)])
    await runAt(new Date())
    for (const id of ids) expect(await rowsOf(id)).toEqual(noRows)
  })

  it('delete the rows also while R2 cannot delete files', async () => {
    const [id = ''] = await hiddenAccounts(1)
    const COVERS = failingAfter(env.COVERS, 'delete', 0)
    await expect(runAt(new Date(), {}, { COVERS })).rejects.toThrow()
    expect(await rowsOf(id)).toEqual(noRows)
    expect((await covers()).unowned).toHaveLength(1)
    await runAt(new Date())
    expect(await covers()).toEqual({ objects: [], unowned: [] })
  })
})

it('runs at once end the same rows as one run, and none fails', async () => {
  const ids = await hiddenAccounts(3)
  for (const add of Object.values(expiredRows)) await add(2500)
  await env.COVERS.put('orphan/cover.webp', 'x')
  const later = (hours: number) => new Date(Date.now() + hours * 60 * 60 * 1000)
  await newUser()
  for (const hours of [25, 50]) await Promise.all([1, 2, 3].map(() => runAt(later(hours))))
  const { counts, backlog, failures } = await reportOfRun(later(50))
  expect(failures).toBe(0)
  expect(Object.values(backlog ?? {}).every((rows) => rows === 0)).toBe(true)
  expect(expiring.map((table) => counts[table])).toEqual(expiring.map(() => 0))
  for (const id of ids) expect(await rowsOf(id)).toEqual(noRows)
  expect((await covers()).objects).toEqual([])
})
