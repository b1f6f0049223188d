import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { atBatch, lost, overriding } from '../books/faults.ts'
import { putBook } from '../books/put-book.ts'
import { api, errorOf, request } from '../support/client.ts'
import { fixture, newBook, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { bytesOf, coverKeyOf, storedFile } from './stored.ts'

const names = ['cover.webp', 'thumb.webp', 'shelf.webp']

let key: string
const pathOf = (name: string) => `/covers/${key}/${name}`
const objectOf = (name: string) => storedFile(key, name)

beforeAll(async () => {
  key = coverKeyOf(await newBook(await signedIn(), { cover_image: await fixture('photo.webp') }))
})

describe.each(names)('GET /covers/:key/%s', (name) => {
  it('is public, and may be cached for ever', async () => {
    const { etag, bytes } = await objectOf(name)
    const response = await api.get(pathOf(name))
    expect(response.status).toBe(200)
    expect(await bytesOf(response)).toEqual(bytes)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(bytes.length),
      etag,
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'x-request-id': expect.stringMatching(/./),
    })
    expect(response.headers.has('Set-Cookie')).toBe(false)
    expect(etag).toMatch(/^"[^"]+"$/)
  })

  it('has a policy that lets no script run', async () => {
    const policy = (await api.get(pathOf(name))).headers.get('Content-Security-Policy') ?? ''
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).toMatch(/\bsandbox\b(?! allow)/)
    expect(policy).not.toMatch(/unsafe|script-src/)
  })

  it('needs no D1', async () => {
    const response = await fetchWith({ DB: atBatch(1, lost) }, request('GET', pathOf(name)))
    expect(response.status).toBe(200)
  })

  it.each([
    ['alone', (etag: string) => etag],
    ['weak', (etag: string) => `W/${etag}`],
    ['in a list', (etag: string) => `"other", ${etag}`],
    ['any', () => '*'],
  ])('has not changed for If-None-Match: %s', async (_, header) => {
    const { etag } = await objectOf(name)
    const response = await api.get(pathOf(name), { headers: { 'If-None-Match': header(etag) } })
    expect(response.status).toBe(304)
    expect(response.headers.get('ETag')).toBe(etag)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).toBe('')
  })

  it.each(['"other"', 'W/"other"', '""', 'other'])('is sent for If-None-Match: %s', async (header) => {
    const response = await api.get(pathOf(name), { headers: { 'If-None-Match': header } })
    expect(response.status).toBe(200)
    expect(await bytesOf(response)).toEqual((await objectOf(name)).bytes)
  })
})

describe.each(names)('HEAD /covers/:key/%s', (name) => {
  it('has the headers of GET, without the body', async () => {
    const [get, head] = [await api.get(pathOf(name)), await api.head(pathOf(name))]
    const headersOf = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([header]) => header !== 'x-request-id'))
    expect(head.status).toBe(200)
    expect(headersOf(head)).toEqual(headersOf(get))
    expect(await head.text()).toBe('')
    await get.body?.cancel()
  })

  it('reads no body from R2, and a 304 reads none', async () => {
    const { etag } = await objectOf(name)
    const bindings = { ...env, COVERS: failing(env.COVERS, ['get']) }
    const head = await app.fetch(request('HEAD', pathOf(name)), bindings)
    const headers = { 'If-None-Match': etag }
    const unchanged = await app.fetch(request('GET', pathOf(name), { headers }), bindings)
    expect([head.status, unchanged.status]).toEqual([200, 304])
  })

  it('heeds conditions, but no ranges', async () => {
    const { etag } = await objectOf(name)
    expect((await api.head(pathOf(name), { headers: { 'If-None-Match': etag } })).status).toBe(304)
    for (const range of ['bytes=0-9', 'bytes=9999999-']) {
      expect((await api.head(pathOf(name), { headers: { Range: range } })).status).toBe(200)
    }
  })
})

describe('there is no other cover', () => {
  const unknown = 'A'.repeat(22)
  it.each([
    ['an unknown key', () => `/covers/${unknown}/cover.webp`],
    ['a short key', () => `/covers/${key.slice(1)}/cover.webp`],
    ['a long key', () => `/covers/${key}A/cover.webp`],
    ['a key with other characters', () => `/covers/${key.slice(1)}!/cover.webp`],
    ['a key with a line feed', () => `/covers/${key}%0A/cover.webp`],
    ['dots', () => '/covers/..%2F..%2Fetc/cover.webp'],
    ['broken UTF-8', () => `/covers/%FF${key.slice(1)}/cover.webp`],
    ['another file', () => `/covers/${key}/cover.png`],
    ['the file with a suffix', () => `/covers/${key}/cover.webp.bak`],
    ['the file in upper case', () => `/covers/${key}/COVER.WEBP`],
    ['dots for a file', () => `/covers/${key}/..%2Fcover.webp`],
    ['a member of every object', () => `/covers/${key}/constructor`],
  ])('under %s', async (_, path) => {
    for (const headers of [{}, { Range: 'bytes=0-9' }, { 'If-None-Match': '*' }] as Record<
      string,
      string
    >[]) {
      const response = await api.get(path(), { headers })
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(await errorOf(response)).toEqual([404, 'cover_not_found'])
    }
  })

  it.each([
    ['all covers', () => '/covers'],
    ['all covers', () => '/covers/'],
    ['the files of a key', () => `/covers/${key}`],
    ['the files of a key', () => `/covers/${key}/`],
    ['a file below a file', () => `/covers/${key}/cover.webp/x`],
    ['the bucket', () => '/covers//'],
  ])('and no list of %s', async (_, path) => {
    expect(await errorOf(await api.get(path()))).toEqual([404, 'not_found'])
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('and no route for %s', async (method) => {
    const response = await api.send(method, pathOf('cover.webp'))
    expect(response.headers.get('Allow')?.split(', ').sort()).toEqual(['GET', 'HEAD'])
    expect(await errorOf(response)).toEqual([405, 'method_not_allowed'])
    expect((await api.get(pathOf('cover.webp'))).status).toBe(200)
  })
})

describe('when R2 fails', () => {
  it.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['a range', { Range: 'bytes=0-9' }],
    ['a condition', { 'If-None-Match': '*' }],
  ])('a request with %s has an error', async (_, headers) => {
    const toSend = request('GET', pathOf('cover.webp'), { headers })
    const response = await fetchWith({ COVERS: failing(env.COVERS) }, toSend)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
  })

  it('a file that is deleted during the request is not found', async () => {
    const COVERS = overriding(env.COVERS, { get: async () => null })
    const toSend = request('GET', pathOf('cover.webp'), { headers: { Range: 'bytes=0-9' } })
    expect(await errorOf(await fetchWith({ COVERS }, toSend))).toEqual([404, 'cover_not_found'])
  })

  it('a book can still be read', async () => {
    const session = await signedIn()
    const book = await putBook(session)
    const toSend = request('GET', `/books/${book.id}`, { as: session })
    expect((await fetchWith({ COVERS: failing(env.COVERS) }, toSend)).status).toBe(200)
  })
})

describe('a cover from before the file for shelves', () => {
  it.each(['GET', 'HEAD'])('sends the cover in its place to %s', async (method) => {
    const old = coverKeyOf(await putBook(await signedIn()))
    const { etag, bytes } = await storedFile(old, 'cover.webp')
    await env.COVERS.delete(`${old}/shelf.webp`)
    const response = await api.send(method, `/covers/${old}/shelf.webp`)
    expect([response.status, response.headers.get('ETag')]).toEqual([200, etag])
    if (method === 'GET') expect(await bytesOf(response)).toEqual(bytes)
    const known = await api.get(`/covers/${old}/shelf.webp`, { headers: { 'If-None-Match': etag } })
    expect(known.status).toBe(304)
  })
})
