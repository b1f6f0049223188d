import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { readJwks } from '../../src/auth/jwk-set.ts'
import { ConfigError, readConfig } from '../../src/http/config.ts'

type Setting =
  | 'PUBLIC_URL'
  | 'CORS_ORIGINS'
  | 'PASSWORD_HASH_CALLS'
  | 'QUOTA_BOOKS'
  | 'QUOTA_TEXT_BYTES'
  | 'QUOTA_COVER_BYTES'
  | 'LOOKUP'
  | 'LOOKUP_TIME_LIMIT_MS'
  | 'LOOKUP_ORIGIN'
  | 'WEBHOOK_ORIGIN'
  | 'GOOGLE_BOOKS_KEY'
  | 'SHARED_CATALOGUE'
  | 'JWT_KEYS'
  | 'SECRET_KEY'

const [signingKey] = JSON.parse(env.JWT_KEYS).keys
const { d: _, ...publicKey } = signingKey
const jwks = (...keys: unknown[]) => JSON.stringify({ keys })

/** Bindings with one setting changed or removed. */
const withSetting = (name: Setting, value: string | undefined) =>
  ({ ...env, [name]: value }) as unknown as typeof env

/** @returns the error of the setting */
const failure = (name: Setting, value: string | undefined): unknown => {
  try {
    return readJwks(readConfig(withSetting(name, value)))
  } catch (error) {
    return error
  }
}

const malformed: [Setting, string | undefined][] = [
  ['PUBLIC_URL', undefined],
  ['PUBLIC_URL', ''],
  ['PUBLIC_URL', 'not a url'],
  ['PUBLIC_URL', 'shelf.example'],
  ['PUBLIC_URL', 'https:///'],
  ['PUBLIC_URL', 'https://books.example/'],
  ['PUBLIC_URL', 'https://books.example/api'],
  ['PUBLIC_URL', 'https://books.example?a=b'],
  ['PUBLIC_URL', 'https://user:secret-in-a-url@books.example'],
  ['PUBLIC_URL', 'HTTPS://Books.Example'],
  ['PUBLIC_URL', 'ftp://books.example'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['CORS_ORIGINS', undefined],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'null'],
  ['CORS_ORIGINS', 'https://*.example'],
  ['CORS_ORIGINS', 'https://a.example/'],
  ['CORS_ORIGINS', 'https://a.example, nonsense'],
  ['CORS_ORIGINS', 'https://a.example https://b.example'],
  ['PASSWORD_HASH_CALLS', undefined],
  ['PASSWORD_HASH_CALLS', ''],
  ['PASSWORD_HASH_CALLS', '0'],
  ['PASSWORD_HASH_CALLS', '-6'],
  ['PASSWORD_HASH_CALLS', '6.5'],
  ['PASSWORD_HASH_CALLS', '1e1'],
  ['PASSWORD_HASH_CALLS', 'six'],
  ['PASSWORD_HASH_CALLS', '61'],
  ['PASSWORD_HASH_CALLS', '999999999999999999999'],
  ['QUOTA_BOOKS', ''],
  ['QUOTA_BOOKS', '-1'],
  ['QUOTA_BOOKS', '1000001'],
  ['QUOTA_TEXT_BYTES', '200 MB'],
  ['QUOTA_TEXT_BYTES', '1e8'],
  ['QUOTA_COVER_BYTES', '99999999999999'],
  ['LOOKUP', 'maybe'],
  ['LOOKUP_TIME_LIMIT_MS', '0'],
  ['LOOKUP_ORIGIN', 'https://elsewhere.example'],
  ['LOOKUP_ORIGIN', 'http://localhost:9/path'],
  ['WEBHOOK_ORIGIN', 'https://elsewhere.example'],
  ['GOOGLE_BOOKS_KEY', 'a key with spaces'],
  ['SHARED_CATALOGUE', ''],
  ['SHARED_CATALOGUE', 'false'],
  ['SHARED_CATALOGUE', 'OFF'],
  ['SECRET_KEY', undefined],
  ['SECRET_KEY', ''],
  ['SECRET_KEY', 'too-short-a-secret'],
  ['SECRET_KEY', 'a'.repeat(42)],
  ['SECRET_KEY', 'a'.repeat(45)],
  ['SECRET_KEY', `${'a'.repeat(42)}+`],
  ['SECRET_KEY', `a secret with spaces, ${'a'.repeat(43)}`],
  ['JWT_KEYS', undefined],
  ['JWT_KEYS', ''],
  ['JWT_KEYS', 'not-json-but-secret'],
  ['JWT_KEYS', 'null'],
  ['JWT_KEYS', JSON.stringify(signingKey)],
  ['JWT_KEYS', JSON.stringify([signingKey])],
  ['JWT_KEYS', jwks()],
  ['JWT_KEYS', jwks(publicKey)],
  ['JWT_KEYS', jwks({ ...signingKey, kid: undefined })],
  ['JWT_KEYS', jwks({ ...signingKey, kid: '' })],
  ['JWT_KEYS', jwks({ ...signingKey, kty: 'EC' })],
  ['JWT_KEYS', jwks({ ...signingKey, crv: 'Ed448' })],
  ['JWT_KEYS', jwks({ ...signingKey, d: `${signingKey.d}x` })],
  ['JWT_KEYS', jwks({ ...signingKey, x: signingKey.x.slice(1) })],
  ['JWT_KEYS', jwks({ ...signingKey, d: `${signingKey.d.slice(0, 42)}+` })],
  ['JWT_KEYS', jwks({ kty: 'oct', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQ', kid: 'a' })],
  ['JWT_KEYS', jwks(signingKey, signingKey)],
  ['JWT_KEYS', jwks(signingKey, { kid: 'half a key' })],
  ['JWT_KEYS', JSON.stringify({ keys: { 0: signingKey } })],
]

describe('readConfig', () => {
  it.each(malformed)('rejects %s when it is %j, without its value in the error', (name, value) => {
    const error = failure(name, value)
    expect(error).toBeInstanceOf(ConfigError)
    const reason = String(error)
    expect(reason).toContain(name)
    if (value && value.length > 4) expect(reason).not.toContain(value)
    for (const secret of [signingKey.d, signingKey.d.slice(0, 42), env.SECRET_KEY, 'secret-in-a-url']) {
      expect(reason).not.toContain(secret)
    }
  })

  it.each(['x y z', '# a note', `${'a'.repeat(43)} x`])(
    'says once what is wrong with the keys %j',
    (keys) => {
      expect(String(failure('SECRET_KEY', keys))).toBe(
        'ConfigError: Bookplate cannot start. SECRET_KEY: needs one or more keys of 32 random bytes, base64url-encoded',
      )
    },
  )

  it('names every wrong setting', () => {
    const bindings = { ...env, PUBLIC_URL: 'x', CORS_ORIGINS: '*', PASSWORD_HASH_CALLS: '0', SECRET_KEY: 'x' }
    let reason = ''
    try {
      readConfig(bindings)
    } catch (error) {
      reason = String(error)
    }
    for (const name of ['PUBLIC_URL', 'CORS_ORIGINS', 'PASSWORD_HASH_CALLS', 'SECRET_KEY'])
      expect(reason).toContain(name)
  })

  it.each([
    ['', []],
    [' , ', []],
    ['https://a.example', ['https://a.example']],
    [' https://a.example ,http://localhost:3000,', ['https://a.example', 'http://localhost:3000']],
  ])('reads the list of origins %j', (list, origins) => {
    expect(readConfig(withSetting('CORS_ORIGINS', list)).corsOrigins).toEqual(origins)
  })

  it.each([
    ['1', 1],
    ['6', 6],
    ['60', 60],
  ])('reads %s calls of the password hash', (text, calls) => {
    expect(readConfig(withSetting('PASSWORD_HASH_CALLS', text)).passwordHashCalls).toBe(calls)
  })

  it('has the quotas of the contract where a deployment from before them sets none', () => {
    const { QUOTA_BOOKS, QUOTA_TEXT_BYTES, QUOTA_COVER_BYTES, ...before } = env
    const quota = { bookCount: 50_000, textBytes: 200e6, coverBytes: 10e9 }
    expect(readConfig(before as unknown as Env).quota).toEqual(quota)
    expect(readConfig(env).quota).toEqual(quota)
    expect(readConfig(withSetting('QUOTA_BOOKS', '0')).quota).toEqual({ ...quota, bookCount: 0 })
  })

  it('shares the catalogue where a deployment from before the setting has none', () => {
    expect(readConfig(withSetting('SHARED_CATALOGUE', undefined)).sharedCatalogue).toBe(true)
    expect(readConfig(withSetting('SHARED_CATALOGUE', 'on')).sharedCatalogue).toBe(true)
    expect(readConfig(withSetting('SHARED_CATALOGUE', 'off')).sharedCatalogue).toBe(false)
  })

  it.each(['https://books.example', 'http://localhost:8787', 'https://books.example:8443'])(
    'reads the origin %s',
    (url) => {
      expect(readConfig(withSetting('PUBLIC_URL', url)).publicUrl).toBe(url)
    },
  )

  it('accepts keys that only verify behind the key that signs', () => {
    const old = { ...publicKey, kid: 'old', retire_at: '2026-12-01T00:00:00Z' }
    const keys = readJwks(readConfig(withSetting('JWT_KEYS', jwks(signingKey, old))))
    expect(keys.map(({ kid }) => kid)).toEqual([signingKey.kid, 'old'])
  })

  it('reads the settings of the same bindings once', () => {
    const bindings = { ...env }
    expect(readConfig(bindings)).toBe(readConfig(bindings))
  })
})
