import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { errorOf, request } from '../support/client.ts'
import { fetchWith } from '../support/worker.ts'

const [signingKey] = JSON.parse(env.JWT_KEYS).keys
const withoutKid = JSON.stringify({ keys: [{ ...signingKey, kid: '' }] })

/** Bindings with one setting changed or removed. */
const withSetting = (name: string, value: string | undefined) =>
  ({ ...env, [name]: value }) as unknown as typeof env

describe('a misconfigured service', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it.each([
    ['PUBLIC_URL', undefined],
    ['PUBLIC_URL', 'not a url'],
    ['CORS_ORIGINS', undefined],
    ['CORS_ORIGINS', '*'],
    ['PASSWORD_HASH_CALLS', undefined],
    ['JWT_KEYS', undefined],
    ['JWT_KEYS', withoutKid],
    ['SECRET_KEY', undefined],
    ['SECRET_KEY', 'too-short-a-secret'],
  ] as const)('responds with 500 misconfigured when %s is %j', async (name, value) => {
    const log = vi.spyOn(console, 'error')
    const response = await fetchWith(withSetting(name, value), request('GET', '/health'))
    expect(await response.clone().text()).not.toContain(name)
    expect(await errorOf(response)).toEqual([500, 'misconfigured'])
    expect(JSON.stringify(log.mock.calls)).toContain(name)
    expect(JSON.stringify(log.mock.calls)).not.toMatch(new RegExp(`${signingKey.d}|too-short-a-secret`))
  })

  it('responds so on every path and for every method', async () => {
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['POST', '/users'],
      ['DELETE', '/books'],
      ['GET', '/.well-known/jwks.json'],
    ] as const) {
      const response = await fetchWith(withSetting('SECRET_KEY', undefined), request(method, path))
      expect(await errorOf(response)).toEqual([500, 'misconfigured'])
    }
  })
})
