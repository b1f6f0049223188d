import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { mailbox, rowsTo } from '../mail/mails.ts'
import { rollingBack } from '../mail/rolled-back.ts'
import { verified } from '../recovery/flows.ts'
import { signedIn } from '../support/makers.ts'
import { runAt } from '../support/run-maintenance.ts'
import { noRows, rowsOf } from '../users/traces.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/

const disable = async ({ user }: Awaited<ReturnType<typeof signedIn>>, at = 1) => {
  await env.DB.prepare('update users set disabled_at = ? where id = ?').bind(at, user.id).run()
  return user
}

const countMails = () => env.DB.prepare('select count(*) n from mails').first<number>('n')

it('the owner of an account that was disabled for a year is told of its erasure, in the same run', async () => {
  const box = mailbox()
  const user = await disable(await verified())
  await runAt(new Date(), { config: box.config })
  expect(await rowsOf(user.id)).toEqual(noRows)
  expect(box.to(user.email)).toMatchObject([{ subject: 'Your account was erased – Bookplate' }])
  expect(box.to(user.email)[0]?.text).toContain('sign up again')
  // In the tests, as in development, a mail that was sent is kept until it expires.
  const [mail] = await rowsTo(user.email)
  expect(mail).toMatchObject({ id: expect.stringMatching(uuid), user_id: null, link_id: null, values: '{}' })
  await runAt(new Date(Number(mail?.expires_at)), { config: box.config })
  expect(await rowsTo(user.email)).toEqual([])
})

it('each of them gets one mail, also from parallel runs', async () => {
  const box = mailbox()
  const users = []
  // All in the same millisecond.
  for (let nth = 0; nth < 5; nth++) users.push(await disable(await verified()))
  await Promise.allSettled(Array.from({ length: 4 }, () => runAt(new Date(), { config: box.config })))
  for (const { id, email } of users) {
    expect(box.to(email)).toHaveLength(1)
    expect(await rowsOf(id)).toEqual(noRows)
  }
})

it('an email that is not verified gets none, and neither does an account that stays', async () => {
  const box = mailbox()
  const unverified = await disable(await signedIn())
  const [recent, enabled] = [await disable(await verified(), Date.now()), (await verified()).user]
  await runAt(new Date(), { config: box.config })
  expect(await rowsOf(unverified.id)).toEqual(noRows)
  for (const { email } of [unverified, recent, enabled]) expect(box.to(email)).toEqual([])
})

it('a service without mail erases the account, and writes no mail', async () => {
  const user = await disable(await verified())
  const before = await countMails()
  await runAt(new Date())
  expect(await rowsOf(user.id)).toEqual(noRows)
  expect(await countMails()).toBe(before)
})

it('no mail tells of an erasure that was rolled back', async () => {
  const box = mailbox()
  const user = await disable(await verified())
  // The first batch of a run hides the accounts.
  await expect(runAt(new Date(), { config: box.config }, rollingBack(1))).rejects.toThrow()
  expect(await rowsTo(user.email)).toEqual([])
  expect(await rowsOf(user.id)).toMatchObject({ users: 1 })
  await runAt(new Date(), { config: box.config })
  expect(box.to(user.email)).toHaveLength(1)
})

it('a mail that cannot be sent at once outlives the account', async () => {
  let isDown = true
  const box = mailbox(() => isDown)
  const user = await disable(await verified())
  const now = new Date()
  await runAt(now, { config: box.config })
  expect(await rowsOf(user.id)).toEqual(noRows)
  expect([box.to(user.email), await rowsTo(user.email)]).toMatchObject([[], [{ failures: 1 }]])
  isDown = false
  await runAt(new Date(now.getTime() + 15 * 60_000), { config: box.config })
  expect(box.to(user.email)).toHaveLength(1)
})
