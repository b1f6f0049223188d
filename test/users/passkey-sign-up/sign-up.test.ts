import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Faults } from '../../support/authenticator.ts'
import { newAuthenticator } from '../../support/authenticator.ts'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { newUser, password } from '../../support/makers.ts'
import { newOwner, signInWith, signUpOptions, signUpWith } from '../../support/passkeys.ts'

const countUsers = (email: string) =>
  env.DB.prepare('select count(*) as n from users where email = ?').bind(email).first<number>('n')

describe('a sign-up with a passkey', () => {
  it('makes an account that signs in with the passkey alone', async () => {
    const { authenticator, owner, response } = await signUpWith()
    expect(response.status).toBe(201)
    expect(await dataOf(response)).toMatchObject({ ...owner, role: 'reader', email_verified: false })
    const as = await dataOf(await signInWith(authenticator))
    expect(as.user.email).toBe(owner.email)
    const stepUp = await api.post('/users/step-up', { as, body: { action: 'add_totp' } })
    expect((await dataOf(stepUp)).methods).toEqual(['passkey'])
  })

  it.each(['none', password, ''])('has no password: %j', async (guess) => {
    const { owner } = await signUpWith()
    const response = await api.post('/users/login', { body: { email: owner.email, password: guess || 'x' } })
    expect(await errorOf(response)).toEqual([401, 'invalid_credentials'])
  })

  it('tells that an email is taken before a passkey is made', async () => {
    const { name, email } = await newUser()
    const response = await api.post('/users/passkey-sign-up/options', { body: { name, email } })
    expect(await errorOf(response)).toEqual([409, 'email_taken'])
  })

  it.each<[string, Faults]>([
    ['another challenge', { challenge: 'A'.repeat(43) }],
    ['another origin', { origin: 'https://evil.example' }],
    ['no user verification', { flags: 0x41 }],
  ])('rejects %s', async (_, faults) => {
    const { owner, response } = await signUpWith(faults)
    expect(await errorOf(response)).toEqual([401, 'invalid_passkey'])
    expect(await countUsers(owner.email)).toBe(0)
  })

  it('takes a challenge once, from parallel requests', async () => {
    const options = await signUpOptions(newOwner())
    const responses = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const passkey = await (await newAuthenticator()).create(options)
        return api.post('/users/passkey-sign-up', { body: { ...newOwner(), passkey } })
      }),
    )
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401])
  })

  it('makes one account of two parallel sign-ups with one email', async () => {
    const owner = newOwner()
    const bodies = await Promise.all(
      [1, 2].map(async () => ({
        ...owner,
        passkey: await (await newAuthenticator()).create(await signUpOptions(owner)),
      })),
    )
    const responses = await Promise.all(bodies.map((body) => api.post('/users/passkey-sign-up', { body })))
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await countUsers(owner.email)).toBe(1)
  })
})
