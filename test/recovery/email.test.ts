import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { mailbox, tokenOf } from '../mail/mails.ts'
import { errorOf, request } from '../support/client.ts'
import { from, limiter } from '../support/limiter.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import {
  askForEmail,
  canSignIn,
  eventsOf,
  makeLink,
  newEmail,
  post,
  signUp,
  userRow,
  verified,
  verify,
} from './flows.ts'

describe('the confirmation of an email', () => {
  it('is by a link, and the owner sees the event', async () => {
    const box = mailbox()
    const { token, as } = await makeLink.verify_email(box)
    expect((await verify(box, token)).status).toBe(204)
    const user = await (await box.fetch(request('GET', '/users', { as }))).json()
    expect(user).toMatchObject({ data: { email_verified: true } })
    expect(await eventsOf(as.user.id)).toContain('email_verified')
  })

  it('sends nothing for a confirmed email', async () => {
    const box = mailbox()
    const as = await verified()
    expect((await post(box, '/users/email/verification', undefined, as)).status).toBe(202)
    expect(box.to(as.user.email)).toEqual([])
  })

  it('is limited to three mails an hour', async () => {
    const box = mailbox()
    const as = await signedIn()
    for (let sent = 0; sent < 3; sent++) await post(box, '/users/email/verification', undefined, as)
    const response = await post(box, '/users/email/verification', undefined, as)
    expect(response.headers.get('Retry-After')).toBe('3600')
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
    expect(box.to(as.user.email)).toHaveLength(3)
  })
})

describe('a change of the email', () => {
  it('asks for proof', async () => {
    const box = mailbox()
    const as = await verified()
    const email = newEmail()
    const without = await box.fetch(request('PUT', '/users/email', { as, body: { email } }))
    expect(await errorOf(without)).toEqual([403, 'step_up_required'])
    const wrong = await askForEmail(box, as, email, { password: 'Wrong-Horse-7' })
    expect(await errorOf(wrong)).toEqual([401, 'invalid_credentials'])
    expect(box.sent).toEqual([])
  })

  it('happens when the link to the new email is used; the old one is told twice', async () => {
    const box = mailbox()
    const { as, email, token } = await makeLink.change_email(box)
    expect((await userRow(as.user.id))?.email).toBe(as.user.email)
    expect(box.to(as.user.email)).toMatchObject([{ subject: 'A new email was requested – Bookplate' }])
    expect((await verify(box, token)).status).toBe(204)
    expect((await userRow(as.user.id))?.email).toBe(email)
    expect(box.to(as.user.email)).toMatchObject([{}, { subject: 'Your email was changed – Bookplate' }])
    expect(await canSignIn(email)).toBe(true)
    expect(await eventsOf(as.user.id)).toEqual(
      expect.arrayContaining(['email_change_requested', 'email_changed']),
    )
  })

  it('has the same response for an email that is taken, which gets a notice without a link', async () => {
    const box = mailbox()
    const [as, { email: taken }] = [await verified(), await newUser()]
    const [one, other] = [await askForEmail(box, as, taken), await askForEmail(box, as, newEmail())]
    expect([one.status, await one.json()]).toEqual([other.status, await other.json()])
    expect(box.to(taken)).toMatchObject([{ subject: 'This email already has an account – Bookplate' }])
    expect(tokenOf(box.to(taken)[0])).toBe('')
  })

  it('gives an email to one account when two race for it', async () => {
    const box = mailbox()
    const email = newEmail()
    const both = [await verified(), await verified()]
    for (const as of both) await askForEmail(box, as, email)
    const tokens = box.to(email).map(tokenOf)
    expect(tokens).toHaveLength(2)
    const statuses = await Promise.all(tokens.map(async (token) => (await verify(box, token)).status))
    expect(statuses.toSorted()).toEqual([204, 400])
    const emails = await Promise.all(both.map(async ({ user }) => (await userRow(user.id))?.email))
    expect(emails.filter((one) => one === email)).toHaveLength(1)
  })

  it('ends the links that the old email has', async () => {
    const box = mailbox()
    const { as, token } = await makeLink.change_email(box)
    await post(box, '/users/password/forgot', { email: as.user.email })
    const old = tokenOf(box.to(as.user.email).at(-1))
    await verify(box, token)
    const response = await post(box, '/users/password/reset', { token: old, new_password: 'Another-Horse-8' })
    expect(await errorOf(response)).toEqual([400, 'invalid_link'])
  })

  it('ends the sign-ups that wait for the new email', async () => {
    const box = mailbox()
    const { email, token } = await makeLink.change_email(box)
    await signUp(box, email)
    const waiting = tokenOf(box.to(email).at(-1))
    await verify(box, token)
    expect(await errorOf(await verify(box, waiting))).toEqual([400, 'invalid_link'])
    const { results } = await env.DB.prepare('select * from mailed_links where email = ?').bind(email).all()
    expect(results).toEqual([])
  })

  it('can be asked for 20 times a minute: each request could write to another stranger', async () => {
    const box = mailbox()
    const as = await verified()
    const SIGN_UP_LIMIT = limiter(false)
    const body = { email: newEmail(), proof: { password } }
    const toSend = request('PUT', '/users/email', { as, body, headers: from('203.0.113.9') })
    const response = await fetchWith({ ...box.bindings, SIGN_UP_LIMIT }, toSend)
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
    expect(SIGN_UP_LIMIT.keys).toEqual([`email:${as.user.id}`])
    expect(box.sent).toEqual([])
  })

  it('holds no new email in the notice to the old one', async () => {
    const box = mailbox()
    const { as, email } = await makeLink.change_email(box)
    expect(JSON.stringify(box.to(as.user.email)[0])).not.toContain(email)
  })
})
