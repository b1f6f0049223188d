import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, request } from '../support/client.ts'
import { bookForm, newBook, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'

const coverPath = async () => {
  const { image_url } = await newBook(await signedIn())
  return new URL(image_url).pathname
}

/** One response of every kind. */
const responses: [string, number, () => Promise<Response>][] = [
  ['a public response', 200, () => api.get('/health')],
  ['the keys', 200, () => api.get('/.well-known/jwks.json')],
  ['a private response', 200, async () => api.get('/users', { as: await signedIn() })],
  ['a new book', 201, async () => api.post('/books', { as: await signedIn(), body: await bookForm() })],
  ['an image', 200, async () => api.get(await coverPath())],
  ['an empty response', 204, async () => api.delete('/users', { as: await signedIn() })],
  [
    'a preflight',
    204,
    () => {
      const preflight = request('OPTIONS', '/users', { headers: { Origin: 'https://a.example' } })
      return fetchWith({ CORS_ORIGINS: 'https://a.example' }, preflight)
    },
  ],
  ['a response to HEAD', 200, () => api.head('/health')],
  ['an invalid body', 400, () => api.post('/users', { body: {} })],
  ['no token', 401, () => api.get('/users')],
  ['no such path', 404, () => api.get('/nowhere')],
  ['no such cover', 404, () => api.get(`/covers/${'A'.repeat(22)}/cover.webp`)],
  ['a wrong method', 405, () => api.delete('/health')],
  ['a long body', 413, () => api.post('/users', { body: { name: 'x'.repeat(70_000) } })],
  ['a wrong type', 415, () => api.post('/users', { body: 'name=x' })],
  ['a bad setting', 500, () => fetchWith({ PASSWORD_HASH_CALLS: '0' }, request('GET', '/health'))],
  ['D1 down', 503, () => fetchWith({ DB: failing(env.DB, ['batch']) }, request('GET', '/health'))],
]

describe('security headers', () => {
  it.each(responses)('are on %s (%i)', async (_, status, ask) => {
    const response = await ask()
    expect(response.status).toBe(status)
    const { headers } = response
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}; includeSubDomains$/)
    expect(headers.get('Content-Security-Policy')?.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", 'sandbox']),
    )
    expect(headers.get('X-Powered-By')).toBeNull()
    expect(headers.get('Server')).toBeNull()
  })
})

describe('Cache-Control', () => {
  const cacheable = ['the keys', 'an image']

  it.each(responses.filter(([name]) => !cacheable.includes(name)))(
    'is no-store on %s (%i)',
    async (_, __, ask) => {
      expect((await ask()).headers.get('Cache-Control')).toBe('no-store')
    },
  )

  it('lets caches keep the keys for a while, and a cover for a year', async () => {
    const keys = await api.get('/.well-known/jwks.json')
    expect(keys.headers.get('Cache-Control')).toMatch(/^public, max-age=[1-9]\d*$/)
    const cover = await api.get(await coverPath())
    expect(cover.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  })

  it('is no-store on an error for a public resource', async () => {
    const cover = await fetchWith({ COVERS: failing(env.COVERS) }, request('GET', await coverPath()))
    expect([cover.status, cover.headers.get('Cache-Control')]).toEqual([503, 'no-store'])
    const keys = await api.post('/.well-known/jwks.json')
    expect([keys.status, keys.headers.get('Cache-Control')]).toEqual([405, 'no-store'])
  })
})
