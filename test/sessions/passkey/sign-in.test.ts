import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { type Faults, newAuthenticator } from '../../support/authenticator.ts'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { addPasskey, requestOptions, signInWith } from '../../support/passkeys.ts'

const eventsOf = async (userId: string) => {
  const { results } = await env.DB.prepare(
    'select kind from security_events where user_id = ? order by created_at, id',
  )
    .bind(userId)
    .all<{ kind: string }>()
  return results.map(({ kind }) => kind)
}

describe('POST /users/login/passkey', () => {
  it('opens a session, and notes the use', async () => {
    const as = await signedIn()
    const { authenticator } = await addPasskey(as)
    const data = await dataOf(await signInWith(authenticator))
    expect(data.user).toEqual(as.user)
    const [{ last_used_at }] = await dataOf(await api.get('/users/passkeys', { as: data }))
    expect(last_used_at).not.toBeNull()
    expect(await eventsOf(as.user.id)).toContain('signed_in_on_new_device')
  })

  it('puts the refresh token into a cookie', async () => {
    const { authenticator } = await addPasskey(await signedIn())
    const passkey = await authenticator.get(await requestOptions())
    const body = { passkey, transport: 'cookie' }
    const elsewhere = await api.post('/users/login/passkey', {
      body,
      headers: { Origin: 'https://evil.example' },
    })
    expect(await errorOf(elsewhere)).toEqual([403, 'origin_mismatch'])
    const response = await api.post('/users/login/passkey', { body, headers: { Origin: env.PUBLIC_URL } })
    expect(response.headers.get('Set-Cookie')).toContain('__Host-refresh=bprt_')
    expect(await dataOf(response)).not.toHaveProperty('refresh_token')
  })

  it.each<[string, Faults]>([
    ['another type', { type: 'webauthn.create' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a frame of another site', { crossOrigin: true }],
    ['another RP id', { rpId: 'evil.example' }],
    ['no user verification', { flags: 0x01 }],
    ['no user presence', { flags: 0x04 }],
    ['a tampered signature', { tamper: (bytes) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1) }],
    ['a signature cut short', { tamper: (bytes) => bytes.slice(0, -1) }],
    ['no signature', { tamper: () => new Uint8Array(1) }],
    ['no user handle', { userHandle: null }],
    ['the handle of another user', { userHandle: 'AZChsgAAfl-Kb3yNng8aKw' }],
  ])('rejects %s', async (_, faults) => {
    const { authenticator } = await addPasskey(await signedIn())
    expect(await errorOf(await signInWith(authenticator, faults))).toEqual([401, 'invalid_passkey'])
    expect((await signInWith(authenticator)).status).toBe(200)
  })

  it.each(['ES256', 'EdDSA', 'RS256'] as const)(
    'rejects signatures of %s of another length',
    async (algorithm) => {
      const { authenticator } = await addPasskey(await signedIn(), await newAuthenticator(algorithm))
      const lengths = [
        (bytes: Uint8Array) => bytes.slice(0, -1),
        (bytes: Uint8Array) => new Uint8Array([...bytes, 0]),
        () => new Uint8Array(500),
      ]
      for (const tamper of lengths)
        expect(await errorOf(await signInWith(authenticator, { tamper }))).toEqual([401, 'invalid_passkey'])
    },
  )

  it('rejects a challenge that the service did not make, or for another purpose', async () => {
    const as = await signedIn()
    const { authenticator } = await addPasskey(as)
    const stepUp = await api.post('/users/step-up', { as, body: { action: 'add_passkey' } })
    const challenges = ['A'.repeat(43), '', (await dataOf(stepUp)).options.challenge]
    for (const challenge of challenges)
      expect(await errorOf(await signInWith(authenticator, { challenge }))).toEqual([401, 'invalid_passkey'])
  })

  it('rejects an expired challenge', async () => {
    const { authenticator } = await addPasskey(await signedIn())
    const passkey = await authenticator.get(await requestOptions())
    await env.DB.prepare('update challenges set expires_at = ?').bind(Date.now()).run()
    const response = await api.post('/users/login/passkey', { body: { passkey } })
    expect(await errorOf(response)).toEqual([401, 'invalid_passkey'])
  })

  it('takes a challenge once, from parallel requests', async () => {
    const { authenticator } = await addPasskey(await signedIn())
    const passkey = await authenticator.get(await requestOptions())
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => api.post('/users/login/passkey', { body: { passkey } })),
    )
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(7)
  })

  it('uses a challenge up even if the assertion is wrong', async () => {
    const { authenticator } = await addPasskey(await signedIn())
    const options = await requestOptions()
    for (const faults of [{ flags: 0x01 }, {}]) {
      const passkey = await authenticator.get(options, faults)
      const response = await api.post('/users/login/passkey', { body: { passkey } })
      expect(await errorOf(response)).toEqual([401, 'invalid_passkey'])
    }
  })

  it('tells that a passkey is unknown, but only for a valid challenge', async () => {
    const stranger = await newAuthenticator()
    const userHandle = 'AZChsgAAfl-Kb3yNng8aKw'
    expect(await errorOf(await signInWith(stranger, { userHandle }))).toEqual([404, 'passkey_not_found'])
    expect(await errorOf(await signInWith(stranger, { userHandle, challenge: 'A'.repeat(43) }))).toEqual([
      401,
      'invalid_passkey',
    ])
  })

  it('rejects a counter that went back, and tells the owner', async () => {
    const as = await signedIn()
    const { authenticator } = await addPasskey(as)
    expect((await signInWith(authenticator, { counter: 7 })).status).toBe(200)
    for (const counter of [7, 6, 0])
      expect(await errorOf(await signInWith(authenticator, { counter }))).toEqual([401, 'invalid_passkey'])
    expect((await eventsOf(as.user.id)).filter((kind) => kind === 'passkey_counter_went_back')).toHaveLength(
      3,
    )
    expect((await signInWith(authenticator, { counter: 8 })).status).toBe(200)
  })

  it('lets one of two parallel uses with the same counter in', async () => {
    const { authenticator } = await addPasskey(await signedIn())
    const bodies = await Promise.all(
      [1, 2].map(async () => ({ passkey: await authenticator.get(await requestOptions(), { counter: 9 }) })),
    )
    const responses = await Promise.all(bodies.map((body) => api.post('/users/login/passkey', { body })))
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('accepts an authenticator without a counter again and again', async () => {
    const { authenticator } = await addPasskey(await signedIn(), await newAuthenticator('ES256', false))
    for (let use = 0; use < 3; use++) expect((await signInWith(authenticator)).status).toBe(200)
  })

  it('rejects a disabled account', async () => {
    const as = await signedIn()
    const { authenticator } = await addPasskey(as)
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(as.user.id).run()
    expect(await errorOf(await signInWith(authenticator))).toEqual([403, 'account_disabled'])
    expect(await errorOf(await signInWith(authenticator, { flags: 1 }))).toEqual([401, 'invalid_passkey'])
  })

  it('rejects the signature of another passkey', async () => {
    const [{ authenticator: one }, { authenticator: two }] = [
      await addPasskey(await signedIn()),
      await addPasskey(await signedIn()),
    ]
    const passkey = await two.get(await requestOptions())
    const body = { passkey: { ...passkey, id: one.id, rawId: one.id } }
    expect(await errorOf(await api.post('/users/login/passkey', { body }))).toEqual([401, 'invalid_passkey'])
  })
})
