import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  importTokenKeys,
  publicJwks,
  signAccessToken,
  verifyAccessToken,
} from '../../src/auth/access-tokens.ts'
import { readJwks } from '../../src/auth/jwk-set.ts'
import { purposes } from '../../src/auth/purposes.ts'
import { readConfig } from '../../src/http/config.ts'
import { api, dataOf, refusal, request } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { decode, fromBase64url, newJwk, signingJwk } from './jwts.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const jwks = readJwks(readConfig(env))
const keys = await importTokenKeys(jwks)
const realm = { issuer: 'https://books.example', audience: 'https://books.example' }
const claims = { userId: 'some user', sessionId: 'some session' }

const start = new Date('2026-11-22T12:00:00.900Z')
/** `start`, cut to the second as a token has it, and some seconds later. */
const after = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, 0) + seconds * 1000)

describe('an access token', () => {
  it('has the header and the claims of RFC 9068’s profile, and nothing else', async () => {
    const { header, payload } = decode(await signAccessToken(keys, realm, claims, start))
    expect(header).toEqual({ alg: 'EdDSA', kid: signingJwk.kid, typ: 'at+jwt' })
    const iat = Date.UTC(2026, 10, 22, 12, 0, 0) / 1000
    expect(payload).toEqual({
      iss: 'https://books.example',
      aud: 'https://books.example',
      sub: 'some user',
      sid: 'some session',
      iat,
      nbf: iat,
      exp: iat + 15 * 60,
      jti: expect.stringMatching(uuid),
    })
  })

  it('has a jti of its own', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => signAccessToken(keys, realm, claims, start)))
    expect(decode(one ?? '').payload.jti).not.toBe(decode(other ?? '').payload.jti)
  })

  it.each([
    ['in the second it was made', 0, 'valid'],
    ['a second before its end', purposes.access.ttlSeconds - 1, 'valid'],
    ['at its end, within the clock tolerance', purposes.access.ttlSeconds + 4, 'valid'],
    ['after its end and the clock tolerance', purposes.access.ttlSeconds + 5, 'invalid'],
    ['a year later', 365 * 24 * 3600, 'invalid'],
    ['before it begins, within the clock tolerance', -5, 'valid'],
    ['before it begins and the clock tolerance', -6, 'invalid'],
  ])('%s is %3$s', async (_, seconds, kind) => {
    const token = await signAccessToken(keys, realm, claims, start)
    const result = await verifyAccessToken(keys, realm, token, after(seconds))
    expect(result).toMatchObject(kind === 'valid' ? { kind, claims } : { kind })
  })

  it('is not good for another issuer, audience or key', async () => {
    const token = await signAccessToken(keys, realm, claims, start)
    const elsewhere = 'https://evil.example'
    const others = await importTokenKeys([await newJwk(signingJwk.kid)])
    for (const result of await Promise.all([
      verifyAccessToken(keys, { ...realm, issuer: elsewhere }, token, start),
      verifyAccessToken(keys, { ...realm, audience: elsewhere }, token, start),
      verifyAccessToken(others, realm, token, start),
    ]))
      expect(result.kind).toBe('invalid')
  })

  it('says nothing about the person', async () => {
    const { access_token, user } = await signedIn()
    const { payload } = decode(access_token)
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sid', 'sub'])
    expect(payload).toMatchObject({ sub: user.id, iss: env.PUBLIC_URL, aud: env.PUBLIC_URL })
    for (const personal of [user.email, user.name]) expect(JSON.stringify(payload)).not.toContain(personal)
  })

  it('comes from PUBLIC_URL, whatever host the request names', async () => {
    const { email } = await newUser()
    const body = JSON.stringify({ email, password })
    const headers = {
      'Content-Type': 'application/json',
      Host: 'evil.example',
      'X-Forwarded-Host': 'evil.example',
    }
    const ask = new Request('https://evil.example/users/login', { method: 'POST', body, headers })
    const { access_token } = await dataOf(await fetchWith({ PUBLIC_URL: 'https://books.example' }, ask))
    expect(decode(access_token).payload).toMatchObject({ iss: realm.issuer, aud: realm.audience })
  })
})

describe('GET /.well-known/jwks.json', () => {
  it('has the public keys and nothing private', async () => {
    const response = await api.get('/.well-known/jwks.json')
    expect(response.headers.get('Content-Type')).toBe('application/jwk-set+json')
    const { kid, x } = signingJwk
    const key = { kty: 'OKP', crv: 'Ed25519', kid, x, use: 'sig', alg: 'EdDSA' }
    expect(await response.json()).toEqual({ keys: [key] })
  })

  it('is enough for another service to verify our tokens', async () => {
    const { access_token } = await signedIn()
    const { keys: published } = await (await api.get('/.well-known/jwks.json')).json<{ keys: JsonWebKey[] }>()
    const jwk = published.find((key) => (key as { kid?: string }).kid === decode(access_token).header.kid)
    const { kty = '', crv = '', x = '' } = jwk ?? {}
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify'])
    const [header = '', payload = '', signature = ''] = access_token.split('.')
    const verify = (text: string) =>
      crypto.subtle.verify('Ed25519', key, fromBase64url(signature), new TextEncoder().encode(text))
    expect(await verify(`${header}.${payload}`)).toBe(true)
    expect(await verify(`${header}.${payload}x`)).toBe(false)
  })
})

describe('the rotation of keys', () => {
  const withKeys = (...list: object[]) => ({ JWT_KEYS: JSON.stringify({ keys: list }) })
  const { d: _, ...retired } = signingJwk
  const me = (as: { access_token: string; refresh_token: string }) => request('GET', '/users', { as })

  it('publishes all keys without their private halves, the signing one first', async () => {
    const next = await newJwk('next')
    const bindings = withKeys(next, { ...retired, retire_at: '2026-12-24T00:00:00Z' })
    const response = await fetchWith(bindings, request('GET', '/.well-known/jwks.json'))
    const { keys: published } = await response.json<{ keys: Record<string, string>[] }>()
    expect(published.map(({ kid }) => kid)).toEqual(['next', retired.kid])
    for (const key of published)
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
    expect(publicJwks([next])).toEqual({ keys: [published[0]] })
  })

  it('signs with the first key and goes on accepting the others', async () => {
    const old = await signedIn()
    const bindings = withKeys(await newJwk('next'), retired)
    expect((await fetchWith(bindings, me(old))).status).toBe(200)
    const body = { email: old.user.email, password }
    const renewed = await dataOf(await fetchWith(bindings, request('POST', '/users/login', { body })))
    expect(decode(renewed.access_token).header.kid).toBe('next')
    expect((await fetchWith(bindings, me(renewed))).status).toBe(200)
    expect((await api.get('/users', { as: renewed })).status).toBe(401)
  })

  it('accepts a key that is not promoted yet, and none that was dropped', async () => {
    const old = await signedIn()
    const next = await newJwk('next')
    expect((await fetchWith(withKeys(signingJwk, next), me(old))).status).toBe(200)
    expect((await fetchWith(withKeys(next), me(old))).status).toBe(401)
  })

  it('does not begin with a key whose halves do not fit: nobody could verify what it signs', async () => {
    const { email } = await newUser()
    const halves = { ...signingJwk, x: (await newJwk('other')).x }
    const login = request('POST', '/users/login', { body: { email, password } })
    expect(await refusal(await fetchWith(withKeys(halves), login))).toEqual([500, 'misconfigured'])
  })
})
