import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { api, errorOf, request } from '../support/client.ts'
import { from, limiter } from '../support/limiter.ts'
import { linesOfTest } from '../support/logs.ts'
import { failing, fetchWith } from '../support/worker.ts'

/** @returns the keys that a request with these headers is counted under */
const keysOf = async (headers: Record<string, string>) => {
  const REFRESH_LIMIT = limiter()
  await fetchWith({ REFRESH_LIMIT }, request('POST', '/users/refresh', { headers }))
  return REFRESH_LIMIT.keys
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a burst', () => {
  it.each([
    ['/users', 1, 20],
    ['/users/login', 2, 60],
    ['/users/refresh', 3, 120],
  ])('is limited for its own network: POST %s', async (path, host, limit) => {
    const send = (address: string) => api.post(path, { body: {}, headers: from(address) })
    expect((await send(`203.0.113.${host}`)).status).not.toBe(429)
    // More than twice the limit, because a burst may begin in one period and end in the next.
    const responses = await Promise.all(
      Array.from({ length: 2 * limit + 1 }, () => send(`203.0.113.${host}`)),
    )
    const limited = responses.find(({ status }) => status === 429)
    expect(limited?.headers.get('Retry-After')).toBe('60')
    expect(await errorOf(limited as Response)).toEqual([429, 'rate_limited'])
    expect((await send(`198.51.100.${host}`)).status).not.toBe(429)
  })

  it.each<[string, string, keyof Env]>([
    ['POST', '/users', 'SIGN_UP_LIMIT'],
    ['POST', '/users/login', 'SIGN_IN_LIMIT'],
    ['POST', '/users/refresh', 'REFRESH_LIMIT'],
  ])('is rejected without a D1 round trip: %s %s by %s', async (method, path, binding) => {
    const bindings = { [binding]: limiter(false), DB: failing(env.DB) }
    const response = await fetchWith(
      bindings,
      request(method, path, { body: {}, headers: from('203.0.113.9') }),
    )
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
  })

  it('of proofs of a device gets 503: a browser would end its side of the session at 429', async () => {
    const bindings = { REFRESH_LIMIT: limiter(false), DB: failing(env.DB) }
    const proof = request('POST', '/users/sessions/binding/refresh', { headers: from('203.0.113.9') })
    expect(await errorOf(await fetchWith(bindings, proof))).toEqual([503, 'service_unavailable'])
  })

  it('is not limited when the limiter fails, which is logged', async () => {
    const REFRESH_LIMIT = { limit: () => Promise.reject(new Error('temporarily unavailable')) }
    const headers = from('203.0.113.9')
    const response = await fetchWith({ REFRESH_LIMIT }, request('POST', '/users/refresh', { headers }))
    expect(await errorOf(response)).toEqual([401, 'missing_token'])
    expect(linesOfTest().map(({ event }) => event)).toEqual(['rate_limiter_failed', 'request'])
    expect(JSON.stringify(linesOfTest())).not.toContain('203.0.113.9')
  })
})

describe('the network that is counted', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['2001:db8:1:2::', '2001:db8:1:2:0:0:0:9'],
    ['2001:db8::1', '2001:db8:0:0:5::'],
    ['2001:db8::1', '2001:db8:0::7:1'],
    ['2001:db8:1:2::1', '2001:DB8:1:2::1'],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002::1'],
    ['2001:db8:0:2::1', '2001:db8::2:0:0:0:1'],
    ['2001:db8:1:2::1', '2001:db8:1:2::203.0.113.7'],
    ['::2:3:4:5:6', '0:0:0:2::'],
    ['1::', '1:0:0:0:2:3:4:5'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '0:0:0:0:0:ffff:203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
  ])('is the same for %s and %s', async (a, b) => {
    const [one, other] = [await keysOf(from(a)), await keysOf(from(b))]
    expect(one).toEqual([expect.stringMatching(/./)])
    expect(other).toEqual(one)
  })

  it.each([
    ['203.0.113.7', '203.0.113.8'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::', '2001:db8:0:1::'],
    ['2001:db8:1::2', '2001:db8:1:2::'],
    ['2001:db8:12::', '2001:db8:1:2::'],
    ['1::', '1:0:0:1::'],
    ['::ffff:203.0.113.7', '::ffff:203.0.113.8'],
    ['::ffff:203.0.113.7', '::2'],
  ])('differs for %s and %s', async (a, b) => {
    expect(await keysOf(from(a))).not.toEqual(await keysOf(from(b)))
  })

  it.each(['127.0.0.1', '127.0.0.53', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])(
    'is not counted for %s, which no client has in production',
    async (address) => {
      expect(await keysOf(from(address))).toEqual([])
    },
  )

  it('is not counted without an IP address', async () => {
    expect(await keysOf({})).toEqual([])
    expect(await keysOf({ 'X-Forwarded-For': '203.0.113.7' })).toEqual([])
  })

  it.each([
    'X-Forwarded-For',
    'X-Real-IP',
    'Forwarded',
    'True-Client-IP',
    'X-Client-IP',
    'CF-Connecting-IPv6',
  ])('is not read from %s', async (header) => {
    const address = '203.0.113.7'
    const keys = await keysOf(from(address))
    for (const other of ['198.51.100.1', '198.51.100.2, 127.0.0.1', 'for=127.0.0.1', '::1'])
      expect(await keysOf({ ...from(address), [header]: other })).toEqual(keys)
  })
})
