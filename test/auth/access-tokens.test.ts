import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { importTokenKeys, signAccessToken, verifyAccessToken } from '../../src/auth/access-tokens.ts'
import { readJwks } from '../../src/auth/jwk-set.ts'
import { purposes } from '../../src/auth/purposes.ts'
import { readConfig } from '../../src/http/config.ts'
import { dataOf } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { decode, newJwk, signingJwk } from './jwts.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const jwks = readJwks(readConfig(env))
const keys = await importTokenKeys(jwks)
const realm = { issuer: 'https://books.example', audience: 'https://books.example' }
const claims = { userId: 'some user', sessionId: 'some session' }

const start = new Date('2026-11-22T12:00:00.900Z')
/** An instant some seconds after `start`, which a token has without its milliseconds. */
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

  it('has a unique jti', async () => {
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

  it('is invalid for another issuer, audience or key', async () => {
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

  it('contains no personal data', async () => {
    const { access_token, user } = await signedIn()
    const { payload } = decode(access_token)
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sid', 'sub'])
    expect(payload).toMatchObject({ sub: user.id, iss: env.PUBLIC_URL, aud: env.PUBLIC_URL })
    for (const personal of [user.email, user.name]) expect(JSON.stringify(payload)).not.toContain(personal)
  })

  it('names PUBLIC_URL as issuer, even if the request names another host', async () => {
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
