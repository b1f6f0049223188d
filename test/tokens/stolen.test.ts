// Attacks with one stolen thing: the password alone, or a session alone.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { linkTo, mailbox } from '../mail/mails.ts'
import { newAuthenticator } from '../support/authenticator.ts'
import { api, dataOf, errorOf, request, type Session } from '../support/client.ts'
import { addFactors, mfaTokenOf } from '../support/factors.ts'
import { password, signedIn } from '../support/makers.ts'
import { addPasskey, creationOptions } from '../support/passkeys.ts'

const tables = ['users', 'totp_secrets', 'recovery_codes', 'passkeys']

/** The rows of a user that decide who can sign in: one list for each table. */
const secured = (userId: string) =>
  Promise.all(
    tables.map(async (table) => {
      const column = table === 'users' ? 'id' : 'user_id'
      return (await env.DB.prepare(`select * from ${table} where ${column} = ?`).bind(userId).all()).results
    }),
  )

const owner = async () => {
  const as = await signedIn()
  const { authenticator, passkey } = await addPasskey(as)
  return { as, authenticator, passkey, ...(await addFactors(as)) }
}

describe('a stolen password', () => {
  it('alone gives no token, no cookie, and of the factors the ways to complete the sign-in only', async () => {
    const { as } = await owner()
    const response = await api.post('/users/login', {
      body: { email: as.user.email, password, passkey_upgrade: true },
    })
    expect([response.status, response.headers.getSetCookie()]).toEqual([401, []])
    const { data, error } = await response.json<{ data: object; error: object }>()
    expect(error).toEqual({ code: 'mfa_required' })
    expect(data).toEqual({
      mfa_token: expect.any(String),
      expires_in: 600,
      methods: ['totp', 'recovery_code', 'passkey'],
    })
  })

  it('and its mfa_token open nothing but the second step', async () => {
    const { as } = await owner()
    const stolen = await mfaTokenOf(as.user)
    const before = await secured(as.user.id)
    for (const body of [
      { mfa_token: stolen, code: password },
      { mfa_token: stolen, code: stolen },
    ])
      expect((await api.post('/users/login/mfa', { body })).status).toBeGreaterThanOrEqual(400)
    const noCode = await api.post('/users/login/mfa', { body: { mfa_token: stolen } })
    expect(await errorOf(noCode)).toEqual([400, 'invalid_input'])
    expect(await secured(as.user.id)).toEqual(before)
  })

  it('does not tell a passkey of its owner from none, without TOTP', async () => {
    const [with_, without] = [await signedIn(), await signedIn()]
    await addPasskey(with_)
    const wrong = await Promise.all(
      [with_, without].map(async ({ user: { email } }) => {
        const response = await api.post('/users/login', { body: { email, password: 'Wrong-Horse-7' } })
        return [response.status, await response.text()]
      }),
    )
    expect(wrong[0]).toEqual(wrong[1])
  })
})

describe('a stolen mailbox', () => {
  it('resets the password, and then still needs the second factor', async () => {
    const { as } = await owner()
    const factors = async () => (await secured(as.user.id)).slice(1)
    const before = await factors()
    const body = { token: await linkTo(as.user, 'reset_password'), new_password: 'Another-Horse-8' }
    const response = await mailbox().fetch(request('POST', '/users/password/reset', { body }))
    expect([response.status, response.headers.getSetCookie()]).toEqual([204, []])
    const login = { email: as.user.email, password: 'Another-Horse-8' }
    expect(await errorOf(await api.post('/users/login', { body: login }))).toEqual([401, 'mfa_required'])
    expect(await factors()).toEqual(before)
  })
})

/** Each change that a thief of a session wants, without a proof or with one that is not the owner's. */
const changes: [string, (as: Session, passkeyId: string) => [string, string, object]][] = [
  ['a new password', () => ['PUT', '/users/password', { new_password: 'Another-Horse-8' }]],
  ['another email', () => ['PUT', '/users/email', { email: `${crypto.randomUUID()}@example.com` }]],
  ['another authenticator app', () => ['POST', '/users/mfa/totp', {}]],
  ['no authenticator app', () => ['DELETE', '/users/mfa/totp', {}]],
  ['other recovery codes', () => ['POST', '/users/mfa/recovery-codes', {}]],
  ['another name of a passkey', (_, id) => ['PATCH', `/users/passkeys/${id}`, { name: 'Mine' }]],
  ['no passkey', (_, id) => ['DELETE', `/users/passkeys/${id}`, {}]],
  ['a webhook', () => ['PUT', '/users/webhook', { url: 'https://good.hooks.example.com/' }]],
  ['no webhook', () => ['DELETE', '/users/webhook', {}]],
  ['no account', () => ['DELETE', '/users?purge=true', {}]],
]

const send = (as: Session, method: string, path: string, body: object) =>
  mailbox().fetch(request(method, path, { as, body }))

describe('a stolen session', () => {
  it.each(changes)('gives no way to %s', async (_, change) => {
    const { as, passkey } = await owner()
    const before = await secured(as.user.id)
    const [method, path, body] = change(as, passkey.id)
    const stranger = await owner()
    const guessed = [
      { password: 'Wrong-Horse-7' },
      { password: 'Wrong-Horse-7', code: await stranger.code() },
    ]
    const alone = await errorOf(await send(as, method, path, body))
    expect(alone.join()).toMatch(/^(403,step_up_required|400,invalid_input)$/)
    // The password without the code, or with the code of somebody else, is no proof.
    expect(await errorOf(await send(as, method, path, { ...body, proof: { password } }))).toEqual([
      403,
      'step_up_required',
    ])
    for (const proof of [...guessed, { password, code: await stranger.code() }]) {
      const [status] = await errorOf(await send(as, method, path, { ...body, proof }))
      expect([401, 403]).toContain(status)
    }
    expect(await secured(as.user.id)).toEqual(before)
  })

  it('gives no new passkey: neither by its challenge nor by the passkey of a stranger', async () => {
    const { as } = await owner()
    const [mine, stranger] = [await newAuthenticator(), await owner()]
    const before = await secured(as.user.id)
    const passkey = await mine.create(await creationOptions(as))
    expect(await errorOf(await api.post('/users/passkeys', { as, body: { passkey } }))).toEqual([
      403,
      'step_up_required',
    ])
    const { options } = await dataOf(
      await api.post('/users/step-up', { as, body: { action: 'add_passkey' } }),
    )
    const proof = { passkey: await stranger.authenticator.get(options) }
    const response = await api.post('/users/passkeys', { as, body: { passkey, proof } })
    expect(await errorOf(response)).toEqual([401, 'invalid_passkey'])
    expect(await secured(as.user.id)).toEqual(before)
  })

  it('can be ended by its owner without a proof', async () => {
    const { as } = await owner()
    expect((await api.delete('/users/sessions', { as })).status).toBe(204)
    expect(await errorOf(await api.get('/users', { as }))).toEqual([401, 'invalid_token'])
  })

  it('cannot use a proof of its owner for another change', async () => {
    const { as, authenticator, passkey } = await owner()
    const step = { action: 'rename_passkey', target: passkey.id }
    const { options } = await dataOf(await api.post('/users/step-up', { as, body: step }))
    const proof = { passkey: await authenticator.get(options) }
    const before = await secured(as.user.id)
    for (const [name, change] of changes.filter(([name]) => name !== 'another name of a passkey')) {
      const [method, path, body] = change(as, passkey.id)
      const error = await errorOf(await send(as, method, path, { ...body, proof }))
      expect([name, ...error]).toEqual([name, 401, 'invalid_passkey'])
    }
    const counters = (rows: Awaited<ReturnType<typeof secured>>) =>
      JSON.stringify(rows, (key, value) => (key === 'counter' || key === 'last_used_at' ? null : value))
    expect(counters(await secured(as.user.id))).toBe(counters(before))
  })
})
