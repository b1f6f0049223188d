import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { mailbox, rowsTo, tokenOf } from '../mail/mails.ts'
import { errorOf, request } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'
import { countingDatabase, failing, fetchWith } from '../support/worker.ts'
import { canSignIn, newEmail, signUp, verify } from './flows.ts'

const userOf = (email: string) =>
  env.DB.prepare('select * from users where email = ?').bind(email).first<Record<string, unknown>>()

describe('a sign-up with mail', () => {
  it('makes the account once the link is used', async () => {
    const box = mailbox()
    const email = newEmail()
    expect((await signUp(box, email)).status).toBe(202)
    expect(await userOf(email)).toBeNull()
    expect(await canSignIn(email)).toBe(false)
    expect((await verify(box, tokenOf(box.to(email)[0]))).status).toBe(204)
    expect(await userOf(email)).toMatchObject({ name: 'Mary Shelley', role: 'reader' })
    expect((await userOf(email))?.email_verified_at).not.toBeNull()
    expect(await canSignIn(email)).toBe(true)
  })

  it('has the same response for an email that is taken, which gets a notice', async () => {
    const box = mailbox()
    const { email } = await newUser()
    const free = newEmail()
    const [one, other] = [await signUp(box, email), await signUp(box, free)]
    expect([one.status, await one.json()]).toEqual([other.status, await other.json()])
    expect([...one.headers.keys()]).toEqual([...other.headers.keys()])
    expect(box.to(email)).toMatchObject([{ subject: expect.stringContaining('already have an account') }])
    expect(tokenOf(box.to(email)[0])).toBe('')
  })

  it('does the same work for an email that is taken', async () => {
    const work = async (email: string) => {
      const { bindings } = mailbox()
      const { DB, trips } = countingDatabase()
      const body = { name: 'Mary Shelley', email, password }
      await fetchWith({ ...bindings, DB }, request('POST', '/users', { body }))
      const links = await env.DB.prepare('select length(password_hash) n from mailed_links where email = ?')
        .bind(email)
        .all()
      return { trips: trips(), links: links.results }
    }
    expect(await work((await newUser()).email)).toEqual(await work(newEmail()))
  })

  it('has no text of the person who asked in its mail', async () => {
    const box = mailbox()
    const email = newEmail()
    await signUp(box, email, 'Click evil.example now')
    expect(JSON.stringify(box.to(email))).not.toContain('evil')
  })

  it('makes one account when an email signed up twice', async () => {
    const box = mailbox()
    const email = newEmail()
    await signUp(box, email)
    await signUp(box, email, 'Percy Shelley')
    const tokens = box.to(email).map(tokenOf)
    const statuses = await Promise.all(tokens.map(async (token) => (await verify(box, token)).status))
    expect(statuses.toSorted()).toEqual([204, 400])
    const left = await env.DB.prepare('select * from mailed_links where email = ?').bind(email).all()
    expect(left.results).toEqual([])
  })

  it('sends three mails an hour to an email, with the same response after them', async () => {
    const box = mailbox()
    const email = newEmail()
    const statuses = await Promise.all(
      Array.from({ length: 6 }, async () => (await signUp(box, email)).status),
    )
    expect(statuses).toEqual(Array(6).fill(202))
    expect(box.to(email)).toHaveLength(3)
  })

  it('leaves nothing behind when D1 fails', async () => {
    const box = mailbox()
    const email = newEmail()
    const body = { name: 'Mary Shelley', email, password }
    const DB = failing(env.DB, ['batch'])
    const response = await fetchWith({ ...box.bindings, DB }, request('POST', '/users', { body }))
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect(await rowsTo(email)).toEqual([])
  })
})
