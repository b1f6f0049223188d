import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { app } from '../../src/app.ts'
import { jwksMaxAgeSeconds } from '../../src/auth/purposes.ts'
import { api, dataOf, errorOf, origin, request, type Session } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { newJwk, signingJwk } from './jwts.ts'
import { type Key, publicHalf, signedInWith, withKeys } from './key-sets.ts'

const kidOf = ({ access_token }: Session) => decodeProtectedHeader(access_token).kid

const askWith = (keys: Key[], as: Session) => fetchWith(withKeys(...keys), request('GET', '/users', { as }))

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the keys of the service', () => {
  it('sign with the first, and verify with all', async () => {
    const [a, b, c] = [await newJwk('a'), await newJwk('b'), await newJwk('c')]
    const keys = [a, b, publicHalf(c)]
    const sessions = [await signedInWith(...keys), await signedInWith(b, a), await signedInWith(c)]
    expect(sessions.map(kidOf)).toEqual(['a', 'b', 'c'])
    for (const session of sessions) expect((await askWith(keys, session)).status).toBe(200)
  })

  it('do not verify the signature of another key, with the same name or another', async () => {
    const keys = [await newJwk('a'), await newJwk('b')]
    for (const key of [await newJwk('a'), await newJwk('z')]) {
      const response = await askWith(keys, await signedInWith(key))
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    }
  })

  it('are imported once for several requests at the same time', async () => {
    const { user } = await signedIn()
    const isolate = { ...env, ...withKeys(await newJwk('a'), await newJwk('b')) }
    const imported = vi.spyOn(crypto.subtle, 'importKey')
    const importedJwks = () => imported.mock.calls.filter(([format]) => format === 'jwk').length
    const signIn = async (): Promise<Session> => {
      const options = { body: { email: user.email, password } }
      return dataOf(
        await app.fetch(request('POST', '/users/login', options), isolate, createExecutionContext()),
      )
    }
    const [as] = await Promise.all([signIn(), signIn(), signIn()])
    // The first key is imported twice: to sign and to verify.
    expect(importedJwks()).toBe(3)
    await app.fetch(request('GET', '/users', { as }), isolate, createExecutionContext())
    expect(importedJwks()).toBe(3)
  })

  it('stay imported for the next request', async () => {
    const session = await signedIn()
    const ask = async () => expect((await api.get('/users', { as: session })).status).toBe(200)
    await ask()
    const imported = vi.spyOn(crypto.subtle, 'importKey')
    await ask()
    expect(imported).not.toHaveBeenCalled()
  })

  it('are rejected when the halves of the first do not match: no service could verify its signatures', async () => {
    const { email } = await newUser()
    const halves = { ...signingJwk, x: (await newJwk('other')).x }
    const login = request('POST', '/users/login', { body: { email, password } })
    expect(await errorOf(await fetchWith(withKeys(halves), login))).toEqual([500, 'misconfigured'])
  })
})

describe('GET /.well-known/jwks.json', () => {
  it('has the public members of every key, and no other members', async () => {
    const [a, b] = [await newJwk('a'), await newJwk('b')]
    const keys = [a, { ...publicHalf(b), retire_at: '2026-12-24T00:00:00Z' }]
    const response = await fetchWith(withKeys(...keys), request('GET', '/.well-known/jwks.json'))
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/jwk-set+json')
    expect(response.headers.get('Cache-Control')).toBe(`public, max-age=${jwksMaxAgeSeconds}`)
    const published = ({ kid, x }: Key) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' })
    expect(await response.json()).toEqual({ keys: [published(a), published(b)] })
  })

  it('is enough for another service to verify access tokens', async () => {
    const { access_token, user } = await signedIn()
    const jwks = createLocalJWKSet(await (await api.get('/.well-known/jwks.json')).json())
    const expected = { issuer: origin, audience: origin, typ: 'at+jwt', currentDate: new Date() }
    const { payload } = await jwtVerify(access_token, jwks, expected)
    expect(payload.sub).toBe(user.id)
  })
})
