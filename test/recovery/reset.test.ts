import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { atBatch, lost } from '../books/faults.ts'
import { mailbox } from '../mail/mails.ts'
import { api, errorOf, request } from '../support/client.ts'
import { signedIn, signIn } from '../support/makers.ts'
import { countingDatabase, failing, fetchWith } from '../support/worker.ts'
import {
  canSignIn,
  eventsOf,
  forget,
  makeLink,
  newEmail,
  newPassword,
  reset,
  signUp,
  verified,
} from './flows.ts'

describe('a forgotten password', () => {
  it('has the same response for every email, and a mail for an account alone', async () => {
    const box = mailbox()
    const [as, unknown] = [await verified(), newEmail()]
    const [one, other] = [await forget(box, as.user.email), await forget(box, unknown)]
    expect([one.status, await one.json()]).toEqual([202, await other.json()])
    expect([...one.headers.keys()]).toEqual([...other.headers.keys()])
    expect(box.to(as.user.email)).toHaveLength(1)
    expect(box.to(unknown)).toEqual([])
  })

  it('takes no D1 round trip before the response, for any email', async () => {
    const { bindings } = mailbox()
    const { app } = await import('../../src/app.ts')
    for (const email of [(await verified()).user.email, newEmail()]) {
      const { DB, trips } = countingDatabase()
      const waiting: Promise<unknown>[] = []
      const ctx = {
        waitUntil: (work: Promise<unknown>) => void waiting.push(work),
        passThroughOnException() {},
        props: {},
      }
      const toSend = request('POST', '/users/password/forgot', { body: { email } })
      const slow = new Proxy(DB, {
        get: (target, name) => Reflect.get(target, name),
      })
      const response = await app.fetch(toSend, { ...bindings, DB: slow }, ctx)
      expect(response.status).toBe(202)
      expect(response.headers.get('X-D1-Bookmark')).toBeNull()
      for (let at = 0; at < waiting.length; at++) await waiting[at]
      // The user, the mail and the claim; for an account the mail is then deleted as well.
      expect(trips()).toBeGreaterThanOrEqual(3)
    }
  })

  it('sends nothing to a disabled account', async () => {
    const box = mailbox()
    const as = await verified()
    await api.delete('/users', { as })
    expect((await forget(box, as.user.email)).status).toBe(202)
    expect(box.to(as.user.email)).toEqual([])
  })

  it('sends three mails an hour to an email', async () => {
    const box = mailbox()
    const as = await verified()
    for (let asked = 0; asked < 5; asked++) expect((await forget(box, as.user.email)).status).toBe(202)
    expect(box.to(as.user.email)).toHaveLength(3)
  })

  it('sends a link also when sign-ups of a stranger have used up their mails', async () => {
    const box = mailbox()
    const as = await verified()
    const { email } = as.user
    for (let at = 0; at < 4; at++) expect((await signUp(box, email)).status).toBe(202)
    expect(box.to(email)).toHaveLength(3)
    expect((await forget(box, email)).status).toBe(202)
    expect(box.to(email)).toHaveLength(4)
  })
})

describe('a reset of the password', () => {
  it('changes it, ends every session and trusted device, and tells the owner', async () => {
    const box = mailbox()
    const { as, token } = await makeLink.reset_password(box)
    const { id, email } = as.user
    const other = await signIn(as.user)
    await env.DB.prepare("insert into trusted_devices values (?, ?, ?, '', 0, ?)")
      .bind(crypto.randomUUID(), id, crypto.randomUUID(), Date.now() + 1e6)
      .run()
    expect((await reset(box, token)).status).toBe(204)
    for (const session of [as, other])
      expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
    const devices = await env.DB.prepare('select * from trusted_devices where user_id = ?').bind(id).all()
    expect(devices.results).toEqual([])
    expect(await canSignIn(email)).toBe(false)
    expect(await canSignIn(email, newPassword)).toBe(true)
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['password_reset_requested', 'password_reset']))
    expect(box.to(email).at(-1)?.subject).toBe('Your password was reset – Bookplate')
  })

  it('checks the new password as a change does, and keeps the link for another try', async () => {
    const box = mailbox()
    const { token } = await makeLink.reset_password(box)
    const response = await reset(box, token, 'Short-1')
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
    expect((await reset(box, token)).status).toBe(204)
  })

  it('ends the other links of the account', async () => {
    const box = mailbox()
    const { as, token } = await makeLink.reset_password(box)
    await forget(box, as.user.email)
    await reset(box, token)
    const left = await env.DB.prepare('select * from mailed_links where user_id = ?').bind(as.user.id).all()
    expect(left.results).toEqual([])
  })

  it('confirms an email that was not', async () => {
    const box = mailbox()
    const as = await signedIn()
    await forget(box, as.user.email)
    const { token } = { token: /token=([\w-]+)/.exec(box.to(as.user.email)[0]?.text ?? '')?.[1] ?? '' }
    expect((await reset(box, token)).status).toBe(204)
    const row = await env.DB.prepare('select email_verified_at from users where id = ?')
      .bind(as.user.id)
      .first()
    expect(row?.email_verified_at).not.toBeNull()
  })

  it.each([
    ['D1 fails', { DB: atBatch(2, lost) }],
    ['the list of common passwords cannot be read', { ASSETS: failing(env.ASSETS, ['fetch']) }],
  ])('changes nothing and sends no notice when %s', async (_, faulty) => {
    const box = mailbox()
    const { as, token } = await makeLink.reset_password(box)
    const before = box.to(as.user.email).length
    const body = { token, new_password: newPassword }
    const toSend = request('POST', '/users/password/reset', { body })
    const response = await fetchWith({ ...box.bindings, ...faulty }, toSend)
    expect(response.status).toBe(503)
    expect(box.to(as.user.email)).toHaveLength(before)
    expect((await api.get('/users', { as })).status).toBe(200)
    expect((await reset(box, token)).status).toBe(204)
  })
})

it.each(['/users/email/verify', '/users/password/forgot', '/users/password/reset'])(
  '%s is 503 without mail',
  async (path) => {
    const bodies: Record<string, object> = {
      '/users/email/verify': { token: 'x' },
      '/users/password/forgot': { email: newEmail() },
      '/users/password/reset': { token: 'x', new_password: newPassword },
    }
    const response = await fetchWith({ MAIL_FROM: '' }, request('POST', path, { body: bodies[path] }))
    expect(await errorOf(response)).toEqual([503, 'email_not_configured'])
  },
)
