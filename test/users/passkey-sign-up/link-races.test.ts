import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { mailbox, tokenOf } from '../../mail/mails.ts'
import { rollingBack } from '../../mail/rolled-back.ts'
import { type Box, canSignIn, signUp, verify } from '../../recovery/flows.ts'
import { newAuthenticator } from '../../support/authenticator.ts'
import { errorOf } from '../../support/client.ts'
import { newUser, signedIn } from '../../support/makers.ts'
import { addPasskey, newOwner } from '../../support/passkeys.ts'
import { runAt } from '../../support/run-maintenance.ts'
import { fetchWith } from '../../support/worker.ts'
import { accountOf, countCredentials, linksTo, signInByPasskey, signUpByMail } from './by-mail.ts'

const invalid = [400, 'invalid_link']
const day = 24 * 60 * 60 * 1000

/** @returns how often a credential is anywhere in the database */
const tracesOf = async (credentialId: string) => {
  const tables = await env.DB.prepare(
    "select name from sqlite_schema where type = 'table' and name not glob '_cf_*' and name not glob 'sqlite_*'",
  ).all<{ name: string }>()
  const dumps = tables.results.map(({ name }) => env.DB.prepare(`select * from "${name}"`))
  return JSON.stringify(await env.DB.batch(dumps)).split(credentialId).length - 1
}

describe('the link of a sign-up with a passkey', () => {
  it('makes one account with one passkey, for ten requests at once', async () => {
    const box = mailbox()
    const { authenticator, owner, token } = await signUpByMail(box)
    const responses = await Promise.all(Array.from({ length: 10 }, () => verify(box, token)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([204, ...Array(9).fill(400)])
    expect(await accountOf(owner.email)).toMatchObject([{ passkeys: 1 }])
    expect((await signInByPasskey(box, authenticator)).status).toBe(200)
  })

  it.each([1, 2, 3])('makes one account when a sign-up with a password waits as well: %i', async () => {
    const box = mailbox()
    const owner = newOwner()
    await signUp(box, owner.email)
    const { authenticator, token } = await signUpByMail(box, owner)
    const tokens = [tokenOf(box.to(owner.email)[0]), token]
    const statuses = await Promise.all(tokens.map(async (one) => (await verify(box, one)).status))
    expect(statuses.toSorted()).toEqual([204, 400])
    const hasPasskey = statuses[1] === 204
    expect(await accountOf(owner.email)).toMatchObject([{ passkeys: hasPasskey ? 1 : 0 }])
    expect(await canSignIn(owner.email)).toBe(!hasPasskey)
    expect((await signInByPasskey(box, authenticator)).status).toBe(hasPasskey ? 200 : 403)
    expect(await linksTo(owner.email)).toEqual([])
  })

  it('makes one account of two passkeys for one email', async () => {
    const box = mailbox()
    const owner = newOwner()
    const [one, other] = [await signUpByMail(box, owner), await signUpByMail(box, owner)]
    const responses = await Promise.all([one, other].map(({ token }) => verify(box, token)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([204, 400])
    expect(await accountOf(owner.email)).toMatchObject([{ passkeys: 1 }])
  })

  it('makes no account of an email that is taken meanwhile, and no passkey', async () => {
    const box = mailbox()
    const { authenticator, owner, token } = await signUpByMail(box)
    await newUser({ email: owner.email })
    expect(await errorOf(await verify(box, token))).toEqual(invalid)
    expect(await accountOf(owner.email)).toMatchObject([{ passkeys: 0 }])
    expect(await tracesOf(authenticator.id)).toBe(0)
  })

  it('makes no account without its passkey: another account got the credential meanwhile', async () => {
    const box = mailbox()
    const { authenticator, owner, token } = await signUpByMail(box)
    await addPasskey(await signedIn(), authenticator)
    expect(await errorOf(await verify(box, token))).toEqual(invalid)
    expect(await accountOf(owner.email)).toEqual([])
    expect(await countCredentials(authenticator.id)).toBe(1)
  })

  it('makes one account of one credential for two emails, in parallel', async () => {
    const box = mailbox()
    const authenticator = await newAuthenticator()
    const pending = [
      await signUpByMail(box, newOwner(), authenticator),
      await signUpByMail(box, newOwner(), authenticator),
    ]
    const responses = await Promise.all(pending.map(({ token }) => verify(box, token)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([204, 400])
    const accounts = await Promise.all(pending.map(({ owner }) => accountOf(owner.email)))
    expect(accounts.flat()).toMatchObject([{ passkeys: 1 }])
    expect(await countCredentials(authenticator.id)).toBe(1)
  })

  it.each([1, 2])('makes all or nothing when batch %i is rolled back, and works afterwards', async (nth) => {
    const box = mailbox()
    const { owner, token } = await signUpByMail(box)
    const { DB, wasReached } = rollingBack(nth)
    const failing: Box = { ...box, fetch: (sent) => fetchWith({ ...box.bindings, DB }, sent) }
    expect(await errorOf(await verify(failing, token))).toEqual([503, 'service_unavailable'])
    expect(wasReached()).toBe(true)
    expect(await accountOf(owner.email)).toEqual([])
    expect((await verify(box, token)).status).toBe(204)
    expect(await accountOf(owner.email)).toMatchObject([{ passkeys: 1 }])
  })

  it('leaves no credential when it was not used for a day', async () => {
    const box = mailbox()
    const { authenticator, owner, token } = await signUpByMail(box)
    expect(await tracesOf(authenticator.id)).toBe(1)
    await runAt(new Date(Date.now() + day))
    expect(await tracesOf(authenticator.id)).toBe(0)
    expect(await errorOf(await verify(box, token))).toEqual(invalid)
    expect(await accountOf(owner.email)).toEqual([])
  })

  it('leaves no credential beside an account that is erased: a stranger tried its email', async () => {
    const box = mailbox()
    const as = await signedIn()
    const { authenticator } = await signUpByMail(box, { name: 'Some Stranger', email: as.user.email })
    expect(await tracesOf(authenticator.id)).toBe(1)
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(as.user.id).run()
    await runAt(new Date())
    expect(await tracesOf(authenticator.id)).toBe(0)
  })
})
