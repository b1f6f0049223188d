import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { importForm } from '../books/import/transfer.ts'
import { api, errorOf, request, type Session } from '../support/client.ts'
import { from, limiter } from '../support/limiter.ts'
import { bookForm, newBook, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'

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
  const batchOf = () => ({ operations: [{ op: 'delete', id: crypto.randomUUID() }] })

  it.each<[string, string, string, keyof Env, (() => unknown)?]>([
    ['a search', 'GET', '/books?q=emma', 'SEARCH_LIMIT'],
    ['a list over everybody', 'GET', '/books?scope=all', 'SEARCH_LIMIT'],
    ['an order without an index', 'GET', '/books?sort=author', 'SEARCH_LIMIT'],
    ['a category by title', 'GET', '/books?category=science&sort=-title', 'SEARCH_LIMIT'],
    ['a filter', 'GET', '/books?tag=gothic', 'SEARCH_LIMIT'],
    ['facets', 'GET', '/books/facets', 'SEARCH_LIMIT'],
    ['statistics', 'GET', '/books/stats', 'SEARCH_LIMIT'],
    ['an export', 'GET', '/books/export', 'EXPORT_LIMIT'],
    ['a download token', 'POST', '/users/download-tokens', 'EXPORT_LIMIT'],
    ['an import', 'POST', '/books/import', 'IMPORT_LIMIT', importOf],
    ['a batch', 'POST', '/books/batch', 'BATCH_LIMIT', batchOf],
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

  it('is not a list of own books that comes from an index', async () => {
    const as = await signedIn()
    for (const path of ['/books', '/books?sort=title', '/books?scope=mine&category=science']) {
      const toSend = request('GET', path, { as, headers: from('203.0.113.7') })
      expect((await fetchWith({ SEARCH_LIMIT: limiter(false) }, toSend)).status).toBe(200)
    }
  })

  it('is counted apart from the others of a download: a token, the end of a part, and the file', async () => {
    const as = await signedIn()
    const EXPORT_LIMIT = limiter()
    for (const [method, path] of [
      ['POST', '/users/download-tokens'],
      ['HEAD', '/books/export'],
      ['GET', '/books/export'],
    ] as const)
      await fetchWith({ EXPORT_LIMIT }, request(method, path, { as, headers: from('203.0.113.7') }))
    expect(new Set(EXPORT_LIMIT.keys).size).toBe(3)
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
