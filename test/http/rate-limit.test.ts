import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { importForm } from '../books/import/transfer.ts'
import { api, errorOf, request, type Session } from '../support/client.ts'
import { linesOfTest } from '../support/logs.ts'
import { bookForm, newBook, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'

const from = (address: string) => ({ 'CF-Connecting-IP': address })

/** A limiter that records its keys. */
const limiter = (success = true) => {
  const keys: string[] = []
  const limit = async ({ key }: RateLimitOptions) => {
    keys.push(key)
    return { success }
  }
  return { keys, limit }
}

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

describe('an upload', () => {
  const upload = async (as: Session, address: string, UPLOAD_LIMIT: RateLimit, path = '/books') => {
    const body = await bookForm()
    return fetchWith(
      { UPLOAD_LIMIT },
      request(path === '/books' ? 'POST' : 'PUT', path, { as, body, headers: from(address) }),
    )
  }

  it('is counted for its user, on any network', async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    const counted = limiter()
    for (const address of ['203.0.113.7', '203.0.113.8', '2001:db8::1'])
      expect((await upload(reader, address, counted)).status).toBe(201)
    await upload(other, '203.0.113.7', counted)
    const [first, ...rest] = counted.keys
    expect(rest.map((key) => key === first)).toEqual([true, true, false])
  })

  it('is rejected without a change', async () => {
    const reader = await signedIn()
    const { id } = await newBook(reader)
    for (const path of ['/books', `/books/${id}`]) {
      const response = await upload(reader, '203.0.113.7', limiter(false), path)
      expect(response.headers.get('Retry-After')).toBe('60')
      expect(await errorOf(response)).toEqual([429, 'rate_limited'])
    }
    expect((await (await api.get('/books', { as: reader })).json<{ data: [] }>()).data).toHaveLength(1)
  })

  it('is not a change without a file', async () => {
    const reader = await signedIn()
    const { id } = await newBook(reader)
    const options = { as: reader, body: { title: 'Another' }, headers: from('203.0.113.7') }
    const response = await fetchWith(
      { UPLOAD_LIMIT: limiter(false) },
      request('PATCH', `/books/${id}`, options),
    )
    expect(response.status).toBe(200)
  })

  it('is limited in a burst', async () => {
    const reader = await signedIn()
    const send = async () => {
      const options = { as: reader, body: new FormData(), headers: from('203.0.113.7') }
      return (await api.post('/books', options)).status
    }
    const statuses = new Set(await Promise.all(Array.from({ length: 2 * 120 + 1 }, send)))
    expect(statuses).toEqual(new Set([400, 429]))
  })
})

describe('a costly request', () => {
  const importOf = () => importForm('title,description,category')

  it.each<[string, string, string, keyof Env, (() => FormData)?]>([
    ['a search', 'GET', '/books?q=emma', 'SEARCH_LIMIT'],
    ['a list over everybody', 'GET', '/books?scope=all', 'SEARCH_LIMIT'],
    ['an export', 'GET', '/books/export', 'EXPORT_LIMIT'],
    ['a download token', 'POST', '/users/download-tokens', 'EXPORT_LIMIT'],
    ['an import', 'POST', '/books/import', 'IMPORT_LIMIT', importOf],
  ])('is limited for its user, before D1 is asked: %s', async (_, method, path, binding, body) => {
    const [as, other] = [await signedIn(), await signedIn()]
    const send = (session: Session, limit: RateLimit, address = '203.0.113.7', bindings = {}) =>
      fetchWith(
        { [binding]: limit, ...bindings },
        request(method, path, { as: session, body: body?.(), headers: from(address) }),
      )
    const counted = limiter()
    for (const [session, address] of [
      [as, '203.0.113.7'],
      [as, '2001:db8::1'],
      [other, '203.0.113.7'],
      [as, '127.0.0.1'],
    ] as const)
      expect((await send(session, counted, address)).status).not.toBe(429)
    const [first, ...rest] = counted.keys
    expect(rest.map((key) => key === first)).toEqual([true, false])
    const limited = await send(as, limiter(false), '203.0.113.7', { DB: failing(env.DB) })
    expect(limited.headers.get('Retry-After')).toBe('60')
    expect(await errorOf(limited)).toEqual([429, 'rate_limited'])
  })

  it('is not a list of own books, however it is sorted', async () => {
    const as = await signedIn()
    for (const path of ['/books', '/books?sort=title', '/books?scope=mine&category=science']) {
      const toSend = request('GET', path, { as, headers: from('203.0.113.7') })
      expect((await fetchWith({ SEARCH_LIMIT: limiter(false) }, toSend)).status).toBe(200)
    }
  })

  it('is counted apart from the other of a download: a token, and the file', async () => {
    const as = await signedIn()
    const EXPORT_LIMIT = limiter()
    for (const [method, path] of [
      ['POST', '/users/download-tokens'],
      ['GET', '/books/export'],
    ] as const)
      await fetchWith({ EXPORT_LIMIT }, request(method, path, { as, headers: from('203.0.113.7') }))
    expect(new Set(EXPORT_LIMIT.keys).size).toBe(2)
  })

  it('is limited in a burst: imports, a few a minute', async () => {
    const as = await signedIn()
    const send = async () => {
      const options = { as, body: importForm('x'), headers: from('203.0.113.7') }
      return (await api.post('/books/import', options)).status
    }
    const statuses = await Promise.all(Array.from({ length: 2 * 6 + 1 }, send))
    expect(new Set(statuses)).toEqual(new Set([400, 429]))
  })
})
