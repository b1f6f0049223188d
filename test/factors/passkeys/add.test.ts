import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxPasskeysPerUser } from '../../../src/factors/passkeys/limits.ts'
import { type Faults, newAuthenticator, type TestAlgorithm } from '../../support/authenticator.ts'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { password, signedIn } from '../../support/makers.ts'
import {
  addPasskey,
  creationOptions,
  insertPasskeys,
  passkeyProof,
  signInWith,
} from '../../support/passkeys.ts'

const proof = { password }

const countPasskeys = (userId: string) =>
  env.DB.prepare('select count(*) as n from passkeys where user_id = ?').bind(userId).first<number>('n')

describe('POST /users/passkeys/options', () => {
  it('asks for a discoverable passkey with user verification', async () => {
    const as = await signedIn()
    const data = await dataOf(await api.post('/users/passkeys/options', { as }))
    expect(data).toMatchObject({
      expires_in: 300,
      options: {
        rp: { id: new URL(env.PUBLIC_URL).hostname },
        user: { name: as.user.email, displayName: as.user.name },
        attestation: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: [],
      },
    })
    expect(Uint8Array.fromBase64(data.options.challenge, { alphabet: 'base64url' })).toHaveLength(32)
  })

  it('names the passkeys that the user has', async () => {
    const as = await signedIn()
    const { authenticator } = await addPasskey(as)
    const { excludeCredentials } = await creationOptions(as)
    expect(excludeCredentials.map(({ id }: { id: string }) => id)).toEqual([authenticator.id])
  })

  it('takes the proof, so that the passkey needs none', async () => {
    const as = await signedIn()
    const { options } = await dataOf(await api.post('/users/passkeys/options', { as, body: { proof } }))
    const passkey = await (await newAuthenticator()).create(options)
    expect((await api.post('/users/passkeys', { as, body: { passkey } })).status).toBe(201)
    expect(await errorOf(await api.post('/users/passkeys', { as, body: { passkey } }))).toEqual([
      403,
      'step_up_required',
    ])
  })

  it('rejects a wrong proof', async () => {
    const body = { proof: { password: 'Wrong-Horse-7' } }
    const response = await api.post('/users/passkeys/options', { as: await signedIn(), body })
    expect(await errorOf(response)).toEqual([401, 'invalid_credentials'])
  })
})

describe('POST /users/passkeys', () => {
  it.each<TestAlgorithm>(['ES256', 'EdDSA', 'RS256'])(
    'adds a passkey of %s that signs in',
    async (algorithm) => {
      const as = await signedIn()
      const { authenticator, passkey } = await addPasskey(as, await newAuthenticator(algorithm))
      expect(passkey).toMatchObject({
        credential_id: authenticator.id,
        name: 'Passkey',
        synced: false,
        last_used_at: null,
      })
      expect((await signInWith(authenticator)).status).toBe(200)
    },
  )

  it('has the name of the device by default, or the one that was sent', async () => {
    const as = await signedIn()
    const add = async (name?: string) => {
      const passkey = await (await newAuthenticator()).create(await creationOptions(as))
      const headers = {
        'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      }
      const response = await api.post('/users/passkeys', { as, body: { passkey, name, proof }, headers })
      return (await dataOf(response)).name
    }
    expect(await add()).toBe('Firefox on Linux')
    expect(await add(' My key ')).toBe('My key')
  })

  it('needs a proof', async () => {
    const as = await signedIn()
    const passkey = await (await newAuthenticator()).create(await creationOptions(as))
    const response = await api.post('/users/passkeys', { as, body: { passkey } })
    expect(await errorOf(response)).toEqual([403, 'step_up_required'])
    // The challenge is still valid, for the same request with a proof.
    expect((await api.post('/users/passkeys', { as, body: { passkey, proof } })).status).toBe(201)
  })

  it('takes a passkey as proof, once', async () => {
    const as = await signedIn()
    const { authenticator } = await addPasskey(as)
    const byPasskey = await passkeyProof(as, authenticator, 'add_passkey')
    const add = async () => {
      const passkey = await (await newAuthenticator()).create(await creationOptions(as))
      return api.post('/users/passkeys', { as, body: { passkey, proof: byPasskey } })
    }
    expect((await add()).status).toBe(201)
    expect(await errorOf(await add())).toEqual([401, 'invalid_passkey'])
    expect(await countPasskeys(as.user.id)).toBe(2)
  })

  it.each<[string, Faults]>([
    ['another type', { type: 'webauthn.get' }],
    ['another challenge', { challenge: 'A'.repeat(43) }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a frame of another site', { crossOrigin: true }],
    ['another RP id', { rpId: 'evil.example' }],
    ['no user verification', { flags: 0x41 }],
    ['no user presence', { flags: 0x44 }],
    ['a backup without eligibility', { flags: 0x55 }],
    ['no credential', { flags: 0x05 }],
  ])('rejects %s', async (_, faults) => {
    const as = await signedIn()
    const passkey = await (await newAuthenticator()).create(await creationOptions(as), faults)
    const response = await api.post('/users/passkeys', { as, body: { passkey, proof } })
    expect(await errorOf(response)).toEqual([401, 'invalid_passkey'])
    expect(await countPasskeys(as.user.id)).toBe(0)
  })

  it('accepts the extensions of an authenticator', async () => {
    const as = await signedIn()
    const extensions = new Map([['credProps', true]])
    const passkey = await (await newAuthenticator()).create(await creationOptions(as), { extensions })
    expect((await api.post('/users/passkeys', { as, body: { passkey, proof } })).status).toBe(201)
  })

  it('rejects the challenge of another session, of the same user or another', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const passkey = await (await newAuthenticator()).create(await creationOptions(other))
    const response = await api.post('/users/passkeys', { as, body: { passkey, proof } })
    expect(await errorOf(response)).toEqual([401, 'invalid_passkey'])
  })

  it('rejects an expired challenge', async () => {
    const as = await signedIn()
    const passkey = await (await newAuthenticator()).create(await creationOptions(as))
    await env.DB.prepare('update challenges set expires_at = ?').bind(Date.now()).run()
    const response = await api.post('/users/passkeys', { as, body: { passkey, proof } })
    expect(await errorOf(response)).toEqual([401, 'invalid_passkey'])
  })

  it('takes a challenge once, from parallel requests', async () => {
    const as = await signedIn()
    const options = await creationOptions(as)
    const bodies = await Promise.all(
      Array.from({ length: 5 }, async () => ({
        passkey: await (await newAuthenticator()).create(options),
        proof,
      })),
    )
    const responses = await Promise.all(bodies.map((body) => api.post('/users/passkeys', { as, body })))
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401])
    expect(await countPasskeys(as.user.id)).toBe(1)
  })

  it('rejects a credential that a user has already', async () => {
    const { authenticator } = await addPasskey(await signedIn())
    const as = await signedIn()
    const passkey = await authenticator.create(await creationOptions(as))
    const response = await api.post('/users/passkeys', { as, body: { passkey, proof } })
    expect(await errorOf(response)).toEqual([409, 'passkey_taken'])
  })

  it('has a limit', async () => {
    const as = await signedIn()
    await insertPasskeys(as.user.id, maxPasskeysPerUser - 1)
    const passkey = await (await newAuthenticator()).create(await creationOptions(as))
    await addPasskey(as)
    const response = await api.post('/users/passkeys', { as, body: { passkey, proof } })
    expect(await errorOf(response)).toEqual([409, 'too_many_passkeys'])
    expect(await errorOf(await api.post('/users/passkeys/options', { as }))).toEqual([
      409,
      'too_many_passkeys',
    ])
  })
})
