// Attacks with a stolen session on accounts without a second factor.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { noPassword } from '../../src/auth/passwords/hash.ts'
import { mailbox } from '../mail/mails.ts'
import { errorOf, request, type Session } from '../support/client.ts'
import { password, signedIn } from '../support/makers.ts'
import { addPasskey, passkeyProof } from '../support/passkeys.ts'

/** A session of an account with a passkey and no password. */
const withPasskeyAlone = async () => {
  const as = await signedIn()
  await addPasskey(as)
  await env.DB.prepare('update users set password_hash = ? where id = ?').bind(noPassword, as.user.id).run()
  return as
}

const stateOf = async ({ user: { id } }: { user: { id: string } }) => [
  await env.DB.prepare('select * from users where id = ?').bind(id).first(),
  (await env.DB.prepare('select * from mails where user_id = ?').bind(id).all()).results,
  (await env.DB.prepare('select * from mailed_links where user_id = ?').bind(id).all()).results,
]

const new_password = 'Another-Horse-8'
const newEmail = () => ({ email: `${crypto.randomUUID()}@example.com` })

const accounts = [
  ['a password alone', signedIn],
  ['a passkey alone', withPasskeyAlone],
] as const

const changes = [
  ['email', 'change_email', newEmail],
  ['password', 'change_password', () => ({ new_password })],
] as const

const put = (as: Session, name: string, body: object) =>
  mailbox().fetch(request('PUT', `/users/${name}`, { as, body }))

describe.each(accounts)('a stolen session of an account with %s', (_, open) => {
  it.each(changes)('changes no %s without a proof, or with that of a thief', async (name, action, bodyOf) => {
    const [as, thief] = [await open(), await signedIn()]
    const { authenticator } = await addPasskey(thief)
    const before = await stateOf(as)
    // With a password alone, `current_password` is the proof that is missing.
    const alone = await errorOf(await put(as, name, bodyOf()))
    expect(alone.join()).toMatch(/^(403,step_up_required|400,invalid_input)$/)
    const proofs = [
      { password: 'Wrong-Horse-7' },
      { password: 'Wrong-Horse-7', code: '123456' },
      await passkeyProof(thief, authenticator, action),
    ]
    for (const proof of proofs) {
      const [status] = await errorOf(await put(as, name, { ...bodyOf(), proof }))
      expect([401, 403]).toContain(status)
    }
    expect(await stateOf(as)).toEqual(before)
  })

  it('sets no password by a wrong current password', async () => {
    const as = await open()
    const before = await stateOf(as)
    for (const current_password of ['Wrong-Horse-7', noPassword]) {
      const [status] = await errorOf(await put(as, 'password', { current_password, new_password }))
      expect([401, 403]).toContain(status)
    }
    expect(await stateOf(as)).toEqual(before)
  })
})

it('with the password, the owner changes it', async () => {
  const as = await signedIn()
  expect((await put(as, 'password', { new_password, proof: { password } })).status).toBe(204)
})
