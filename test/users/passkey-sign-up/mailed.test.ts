import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { mailbox, tokenOf } from '../../mail/mails.ts'
import { canSignIn, eventsOf, signUp, verify } from '../../recovery/flows.ts'
import { newAuthenticator } from '../../support/authenticator.ts'
import { dataOf, errorOf } from '../../support/client.ts'
import { newUser, password, signedIn } from '../../support/makers.ts'
import { addPasskey, newOwner } from '../../support/passkeys.ts'
import { countingDatabase, fetchWith } from '../../support/worker.ts'
import {
  accountOf,
  finishSignUp,
  linksTo,
  optionsOf,
  signInByPasskey,
  signUpByMail,
  startSignUp,
} from './by-mail.ts'

const bytesOf = (id: string) => Uint8Array.fromHex(id.replaceAll('-', ''))
const handleOf = (id: string) => bytesOf(id).toBase64({ alphabet: 'base64url', omitPadding: true })

describe('a sign-up with a passkey, where mail confirms each email', () => {
  it('makes the account once the link is used, which the passkey alone opens', async () => {
    const box = mailbox()
    const { authenticator, owner, response, token, userHandle } = await signUpByMail(box)
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({
      message: 'We sent a mail. Open its link within 24 hours.',
      data: null,
    })
    expect(await accountOf(owner.email)).toEqual([])
    expect((await verify(box, token)).status).toBe(204)
    const [account] = await accountOf(owner.email)
    expect(account).toMatchObject({ name: owner.name, password_hash: 'none', passkeys: 1 })
    expect(account?.email_verified_at).toBeGreaterThan(0)
    // The authenticator stored this id before the account existed.
    expect(handleOf(String(account?.id))).toBe(userHandle)
    const { user } = await dataOf(await signInByPasskey(box, authenticator))
    expect(user).toMatchObject({ id: account?.id, email: owner.email, email_verified: true, role: 'reader' })
    expect(await canSignIn(owner.email)).toBe(false)
  })

  it('tells the owner that the account was made with a passkey, and leaves nothing that waits', async () => {
    const box = mailbox()
    const { owner, token } = await signUpByMail(box)
    await verify(box, token)
    const [account] = await accountOf(owner.email)
    expect(await eventsOf(String(account?.id))).toEqual(['signed_up'])
    const details = await env.DB.prepare('select details from security_events where user_id = ?')
      .bind(account?.id)
      .first('details')
    expect(details).toBe('{"method":"passkey"}')
    expect(await linksTo(owner.email)).toEqual([])
  })

  it('has the same responses for an email that is taken, which gets a notice', async () => {
    const box = mailbox()
    const { name, email } = await newUser()
    const free = newOwner()
    const [one, other] = [await startSignUp(box, { name, email }), await startSignUp(box, free)]
    expect([one.status, [...one.headers.keys()]]).toEqual([200, [...other.headers.keys()]])
    const shapeOf = ({ options, ...rest }: { options: object }) => [
      { ...options, challenge: '', user: {} },
      rest,
    ]
    expect(shapeOf(await dataOf(one))).toEqual(shapeOf(await dataOf(other)))

    const [taken, made] = [await signUpByMail(box, { name, email }), await signUpByMail(box, free)]
    expect([taken.response.status, await taken.response.json()]).toEqual([202, await made.response.json()])
    expect([...taken.response.headers.keys()]).toEqual([...made.response.headers.keys()])
    expect(box.to(email)).toMatchObject([{ subject: expect.stringContaining('already have an account') }])
    expect([taken.token, tokenOf(box.to(email)[0])]).toEqual(['', ''])
    // Before anybody used a link, a sign-in with either passkey gets the same.
    for (const { authenticator } of [taken, made])
      expect(await errorOf(await signInByPasskey(box, authenticator))).toEqual([403, 'sign_up_pending'])
  })

  it('does the same work for an email that is taken', async () => {
    const work = async (email: string) => {
      const box = mailbox()
      const { DB, trips } = countingDatabase()
      const counted = { ...box, fetch: (sent: Request) => fetchWith({ ...box.bindings, DB }, sent) }
      await signUpByMail(counted, { name: 'Ada Lovelace', email })
      const links = await linksTo(email)
      return {
        trips: trips(),
        links: links.map(({ passkey, password_hash }) => [typeof passkey, password_hash]),
      }
    }
    const done = await work((await newUser()).email)
    expect(done).toEqual(await work(newOwner().email))
    // The options; the challenge and the mail; and afterwards the outbox: a claim and an end.
    expect(done).toEqual({ trips: 5, links: [['string', 'none']] })
  })

  it('has no text of the person who asked in its mail', async () => {
    const box = mailbox()
    const { owner } = await signUpByMail(box, { ...newOwner(), name: 'Click evil.example now' })
    expect(JSON.stringify(box.to(owner.email))).not.toContain('evil')
  })

  it('shares three mails an hour to an email with the password', async () => {
    const box = mailbox()
    const owner = newOwner()
    expect((await signUp(box, owner.email)).status).toBe(202)
    for (let nth = 0; nth < 4; nth++) expect((await signUpByMail(box, owner)).response.status).toBe(202)
    expect(box.to(owner.email)).toHaveLength(3)
    expect(await linksTo(owner.email)).toHaveLength(3)
  })

  it('takes a challenge once, from parallel requests', async () => {
    const box = mailbox()
    const owner = newOwner()
    const options = await optionsOf(box, owner)
    const responses = await Promise.all(
      Array.from({ length: 5 }, async () =>
        finishSignUp(box, owner, await (await newAuthenticator()).create(options)),
      ),
    )
    expect(responses.map(({ status }) => status).toSorted()).toEqual([202, 401, 401, 401, 401])
    expect(await linksTo(owner.email)).toHaveLength(1)
  })

  it('rejects a passkey that an account has, and sends nothing', async () => {
    const box = mailbox()
    const { authenticator } = await addPasskey(await signedIn())
    const { owner, response } = await signUpByMail(box, newOwner(), authenticator)
    expect(await errorOf(response)).toEqual([409, 'passkey_taken'])
    expect([box.to(owner.email), await linksTo(owner.email)]).toEqual([[], []])
  })

  it.each(['another origin', 'no user verification'])('rejects %s, and sends nothing', async (fault) => {
    const box = mailbox()
    const owner = newOwner()
    const faults = fault === 'another origin' ? { origin: 'https://evil.example' } : { flags: 0x41 }
    const passkey = await (await newAuthenticator()).create(await optionsOf(box, owner), faults)
    expect(await errorOf(await finishSignUp(box, owner, passkey))).toEqual([401, 'invalid_passkey'])
    expect([box.to(owner.email), await linksTo(owner.email)]).toEqual([[], []])
  })

  it('is not an account that a password opens, also not that of a pending sign-up with one', async () => {
    const box = mailbox()
    const owner = newOwner()
    await signUp(box, owner.email)
    const { token } = await signUpByMail(box, owner)
    await verify(box, token)
    expect(await canSignIn(owner.email, password)).toBe(false)
    expect(await verify(box, tokenOf(box.to(owner.email)[0]))).toMatchObject({ status: 400 })
  })
})
