import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { digestToken } from '../../src/auth/random-tokens.ts'
import { asKey, forgedKey, insertKey, storedKey } from '../support/api-keys.ts'
import { api, errorOf, request } from '../support/client.ts'
import { from, limiter } from '../support/limiter.ts'
import { newBook, newUser, signedIn } from '../support/makers.ts'
import { countingDatabase, failing, fetchWith } from '../support/worker.ts'

const hourMs = 60 * 60 * 1000

describe('an API key', () => {
  it('reads and writes as its user, with the scope of the route', async () => {
    const user = await newUser()
    const as = asKey(await insertKey(user.id, ['books:read', 'books:write']))
    const created = await api.post('/books', { as, body: { title: 'Dune' } })
    const { data } = await created.json<{ data: { id: string; user_id: string } }>()
    expect([created.status, data.user_id]).toEqual([201, user.id])
    const listed = await api.get('/books', { as })
    expect(await listed.json()).toMatchObject({ data: [{ title: 'Dune', status: null }] })
    expect((await api.get(`/books/${data.id}`, { as })).headers.get('ETag')).toBe('"1"')
    expect((await api.delete(`/books/${data.id}`, { as })).status).toBe(204)
  })

  it('is rejected without the scope, which the challenge names', async () => {
    const user = await newUser()
    const as = asKey(await insertKey(user.id, ['books:read', 'profile:read']))
    const response = await api.post('/books', { as, body: { title: 'Dune' } })
    expect(await errorOf(response)).toEqual([403, 'insufficient_scope'])
    expect(response.headers.get('WWW-Authenticate')).toBe(
      'Bearer realm="bookplate", error="insufficient_scope", scope="books:write"',
    )
    expect(await (await api.get('/books', { as })).json()).toMatchObject({ data: [] })
  })

  it('is rejected where no scope is enough', async () => {
    const as = asKey(await insertKey((await newUser()).id, ['books:read', 'books:write', 'profile:read']))
    const response = await api.get('/users/sessions', { as })
    expect(await errorOf(response)).toEqual([403, 'insufficient_scope'])
    expect(response.headers.get('WWW-Authenticate')).toBe(
      'Bearer realm="bookplate", error="insufficient_scope"',
    )
  })

  it('does not see the private fields of other readers', async () => {
    const other = await signedIn()
    const book = await newBook(other)
    const as = asKey(await insertKey((await newUser()).id, ['books:read']))
    const { data } = await (await api.get(`/books/${book.id}`, { as })).json<{ data: object }>()
    expect(data).not.toHaveProperty('status')
  })

  it.each<[string, (userId: string) => Promise<string> | string]>([
    ['is forged', forgedKey],
    ['has a wrong checksum', async (id) => (await insertKey(id, ['books:read'])).replace(/.$/, '_')],
    ['expired', (id) => insertKey(id, ['books:read'], { expiresAt: Date.now() - 1 })],
    [
      'is stored for another user',
      async (id) => insertKey((await newUser()).id, ['books:read'], { key: forgedKey(id) }),
    ],
    [
      'was revoked',
      async (id) => {
        const key = await insertKey(id, ['books:read'])
        await env.DB.prepare('delete from api_keys where user_id = ?').bind(id).run()
        return key
      },
    ],
  ])('is no token when it %s, with any input', async (_, make) => {
    const as = asKey(await make((await newUser()).id))
    for (const path of [
      '/books',
      '/users/sessions',
      '/books?limit=0',
      '/books/x',
      '/books/facets?unknown=1',
    ]) {
      const response = await api.get(path, { as })
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate", error="invalid_token"')
      expect(response.headers.has('Server-Timing')).toBe(false)
    }
    const body = '{"broken'
    const headers = { 'Content-Type': 'application/json' }
    expect(await errorOf(await api.post('/books', { as, body, headers }))).toEqual([401, 'invalid_token'])
  })

  it('learns of errors of the input once it is proven', async () => {
    const as = asKey(await insertKey((await newUser()).id, ['books:read']))
    expect(await errorOf(await api.get('/books?limit=0', { as }))).toEqual([400, 'invalid_query'])
    expect(await errorOf(await api.get('/books/facets?unknown=1', { as }))).toEqual([400, 'invalid_query'])
    expect(await errorOf(await api.get('/books/x', { as }))).toEqual([404, 'book_not_found'])
    expect(await errorOf(await api.post('/books', { as, body: {} }))).toEqual([403, 'insufficient_scope'])
  })
})

describe('a request with an API key', () => {
  it('takes one D1 round trip to read, and one more in the first of an hour', async () => {
    const key = await insertKey((await newUser()).id, ['books:read'])
    const counts: number[] = []
    for (let n = 0; n < 2; n++) {
      const { DB, trips } = countingDatabase()
      expect((await fetchWith({ DB }, request('GET', '/books', { as: asKey(key) }))).status).toBe(200)
      counts.push(trips())
    }
    expect(counts).toEqual([2, 1])
  })

  it('writes the hour of the last use', async () => {
    const key = await insertKey((await newUser()).id, ['books:read'])
    expect(await storedKey(key)).toMatchObject({ last_used_at: null })
    const start = Date.now()
    await fetchWith({}, request('GET', '/books', { as: asKey(key) }))
    const used = Number((await storedKey(key))?.last_used_at)
    expect(used % hourMs).toBe(0)
    expect(used).toBeGreaterThan(start - hourMs)
    expect(used).toBeLessThanOrEqual(Date.now())
  })

  it('does not count as a use when it is rejected', async () => {
    const key = await insertKey((await newUser()).id, ['books:read'])
    const as = asKey(key)
    for (const path of ['/users', '/users/sessions', '/books?limit=0', '/books/x'])
      expect((await fetchWith({}, request('GET', path, { as }))).status).toBeGreaterThanOrEqual(400)
    expect(await storedKey(key)).toMatchObject({ last_used_at: null })
  })

  it('is counted for its network, and for its user while D1 knows the key', async () => {
    const user = await newUser()
    const counted = limiter()
    const read = (key: string) => {
      const sent = request('GET', '/books/stats', { as: asKey(key), headers: from('203.0.113.7') })
      return fetchWith({ SEARCH_LIMIT: counted }, sent)
    }
    const key = await insertKey(user.id, ['books:read'])
    for (const one of [key, key, forgedKey(user.id), forgedKey((await newUser()).id)]) await read(one)
    await env.DB.prepare('delete from api_keys where user_id = ?').bind(user.id).run()
    for (const one of [key, key]) await read(one)
    const network = 'keys 203.0.113.7'
    expect(counted.keys).toEqual([network, user.id, network, network, user.id, network])
  })

  it.each([
    ['GET', '/books', 200],
    ['POST', '/books', 201],
    ['GET', '/users/sessions', 403],
  ])('is counted for its network until D1 has found the key: %s %s', async (method, path, status) => {
    const { id } = await newUser()
    const known = await insertKey(id, ['books:read', 'books:write'])
    const send = (key: string, REFRESH_LIMIT: RateLimit, bindings = {}) => {
      const body = method === 'POST' ? { title: crypto.randomUUID() } : undefined
      const sent = request(method, path, { as: asKey(key), headers: from('203.0.113.8'), body })
      return fetchWith({ REFRESH_LIMIT, ...bindings }, sent)
    }
    const counted = limiter()
    expect((await send(known, counted)).status).toBe(status)
    await send(forgedKey(id), counted)
    expect(counted.keys).toEqual(['keys 203.0.113.8', 'keys 203.0.113.8'])
    const limited = await send(forgedKey(id), limiter(false), { DB: failing(env.DB) })
    expect(await errorOf(limited)).toEqual([429, 'rate_limited'])
    expect(limited.headers.get('Retry-After')).toBe('60')
    // An error is no use of a key, so D1 has not found it for the next request.
    expect((await send(known, limiter(false))).status).toBe(status < 400 ? status : 429)
  })

  it('stores no key: only its digest', async () => {
    const key = await insertKey((await newUser()).id, ['books:read'])
    const row = JSON.stringify(await storedKey(key))
    expect(row).toContain(await digestToken(key))
    expect(row).not.toContain(key.slice('bpak_'.length + 6))
  })
})
