import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { abandonedAccountHiding } from '../../src/erasure/statements.ts'
import { mailbox } from '../mail/mails.ts'
import { api, dataOf } from '../support/client.ts'
import { newBook, newUser, password, signedIn, signIn } from '../support/makers.ts'
import { reportOfRun, runAt } from '../support/run-maintenance.ts'
import { noRows, rowsOf } from '../users/traces.ts'

const day = 24 * 60 * 60 * 1000

/** @returns a reader with a book, whose account was disabled at this time */
const disabledAt = async (at: number) => {
  const { user, ...as } = await signedIn()
  await newBook(as)
  await api.delete('/users', { as })
  await env.DB.prepare('update users set disabled_at = ? where id = ?').bind(at, user.id).run()
  return user
}

describe('an account that was disabled', () => {
  it('is erased 365 days later, to the millisecond', async () => {
    const now = Date.now()
    const [due, notYet] = [await disabledAt(now - 365 * day), await disabledAt(now - 365 * day + 1)]
    const { counts } = await reportOfRun(new Date(now))
    expect(counts).toMatchObject({ accountsHidden: 1, accountsErased: 1 })
    expect(await rowsOf(due.id)).toEqual(noRows)
    expect(await rowsOf(notYet.id)).toEqual({ users: 1, sessions: 0, books: 1 })
    expect((await newUser({ email: due.email })).id).not.toBe(due.id)
  })

  it('is erased after the days that the operator sets', async () => {
    const now = Date.now()
    const user = await disabledAt(now - 30 * day)
    await runAt(new Date(now), { disabledAccountDays: 31 })
    expect(await rowsOf(user.id)).toMatchObject({ users: 1 })
    await runAt(new Date(now), { disabledAccountDays: 30 })
    expect(await rowsOf(user.id)).toEqual(noRows)
  })

  it('stays if it was enabled again', async () => {
    const now = Date.now()
    const user = await disabledAt(now - 1000 * day)
    await env.DB.prepare('update users set disabled_at = null where id = ?').bind(user.id).run()
    await runAt(new Date(now))
    expect((await dataOf(await api.get('/users', { as: await signIn(user) }))).email).toBe(user.email)
  })

  it('is hidden at once, also when the erasure fails later', async () => {
    const user = await disabledAt(0)
    await env.DB.prepare('create trigger keep before delete on books begin select raise(abort, 1); end').run()
    await expect(runAt(new Date())).rejects.toThrow()
    await env.DB.prepare('drop trigger keep').run()
    const row = await env.DB.prepare('select * from users where id = ?').bind(user.id).first()
    expect(row).toMatchObject({ name: '', email: `erased:${user.id}`, password_hash: '', disabled_at: 0 })
    const login = await api.post('/users/login', { body: { email: user.email, password } })
    expect(login.status).toBe(401)
    await runAt(new Date())
    expect(await rowsOf(user.id)).toEqual(noRows)
  })

  it('is written to the log when it is erased, without its email', async () => {
    const user = await disabledAt(0)
    const info = vi.spyOn(console, 'info')
    await runAt(new Date())
    const lines = info.mock.calls.map(([line]) => String(line))
    info.mockRestore()
    expect(lines.filter((line) => line.includes('account_erased'))).toEqual([
      expect.stringContaining(`"userId":"${user.id}","reason":"disabled"`),
    ])
    expect(lines.join('\n')).not.toContain(user.email)
  })
})

it('accounts are found by an index, and a hundred are hidden in a run', async () => {
  await env.DB.prepare(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < 150)
     insert into users (id, name, email, password_hash, password_version, created_at, updated_at, disabled_at)
     select 'abandoned-' || i, '', 'abandoned-' || i, '', 1, 0, 0, 1 from n`,
  ).run()
  const { config } = mailbox()
  const hiding = abandonedAccountHiding(new Date(), { at: new Date(), limit: 100, config })
  expect(Object.keys(hiding)).toHaveLength(2)
  for (const { sql, params } of Object.values(hiding)) {
    const plan = await env.DB.prepare(`explain query plan ${sql}`)
      .bind(...params)
      .all<{ detail: string }>()
    const steps = plan.results.map(({ detail }) => detail).join('\n')
    expect(steps).toContain('users_disabled')
    expect(steps).not.toContain('SCAN')
  }
  const reports = [await reportOfRun(new Date()), await reportOfRun(new Date())]
  expect(reports.map(({ counts }) => counts.accountsErased)).toEqual([100, 50])
  expect(reports.map(({ backlog }) => backlog?.users)).toEqual([50, 0])
})
