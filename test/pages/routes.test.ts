import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { overriding } from '../books/faults.ts'
import { errorOf, origin } from '../support/client.ts'
import { lineOfRequest } from '../support/logs.ts'
import { waitUntil } from '../support/wait-until.ts'
import { failing, fetchWith } from '../support/worker.ts'

const open = (url: string, PUBLIC_URL = origin, init?: RequestInit) =>
  fetchWith({ PUBLIC_URL }, new Request(url, init))

afterEach(() => {
  vi.useRealTimers()
})

describe('a page', () => {
  it.each(['/', '/docs', '/?from=mail'])(
    'is served at PUBLIC_URL, as the asset that it is: %s',
    async (path) => {
      const response = await open(origin + path)
      const asset = await env.ASSETS.fetch(origin + path)
      expect(response.status).toBe(200)
      expect(await response.text()).toBe(await asset.text())
      expect([...response.headers]).toEqual([...asset.headers])
      expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    },
  )

  it.each([
    ['http://127.0.0.1:8787/', origin, `${origin}/`],
    ['http://127.0.0.1:8787/docs?a=b%20c', origin, `${origin}/docs?a=b%20c`],
    ['http://[::1]:8787/', origin, `${origin}/`],
    ['http://books.localhost:8787/', origin, `${origin}/`],
    ['http://localhost:9999/', origin, `${origin}/`],
    ['http://localhost:8787/', 'http://127.0.0.1:8787', 'http://127.0.0.1:8787/'],
    ['http://books.example/docs', 'https://books.example', 'https://books.example/docs'],
    ['http://books.example//evil.example', 'https://books.example', undefined],
  ])('at %s is redirected to PUBLIC_URL %s', async (url, publicUrl, location) => {
    const response = await open(url, publicUrl)
    expect(response.headers.get('Location')).toBe(location ?? null)
    expect(response.status).toBe(location ? 307 : 404)
  })

  it('keeps the method of a request that it redirects', async () => {
    const response = await open('http://127.0.0.1:8787/', origin, { method: 'HEAD' })
    expect([response.status, response.headers.get('Location')]).toEqual([307, `${origin}/`])
  })

  it('is redirected with the headers of every response', async () => {
    const { headers } = await open('http://127.0.0.1:8787/')
    for (const name of ['X-Request-Id', 'Strict-Transport-Security', 'Content-Security-Policy'])
      expect([name, headers.get(name)]).toEqual([name, expect.any(String)])
    expect(headers.get('Cache-Control')).toBe('no-store')
  })

  it('is served at the name of a proxy, which a redirect would come back to', async () => {
    expect((await open('https://bookplate.mary.workers.dev/', 'https://books.example')).status).toBe(200)
  })

  it('gives a session from before the readable hint this hint', async () => {
    const cookiesFor = async (cookie: string) =>
      (await open(`${origin}/`, origin, { headers: { Cookie: cookie } })).headers.getSetCookie()
    expect(await cookiesFor('__Host-refresh=bprt_old')).toEqual([
      '__Host-signed-in=1; Max-Age=2592000; Path=/; Secure; SameSite=Strict',
    ])
    expect(await cookiesFor('__Host-refresh=bprt_old; __Host-signed-in=1')).toEqual([])
    expect(await cookiesFor('other=1')).toEqual([])
  })

  it.each(['POST', 'DELETE'])('does not accept %s', async (method) => {
    expect((await open(`${origin}/`, origin, { method })).status).toBe(405)
  })

  it('is temporarily unavailable when the assets fail', async () => {
    const ASSETS = failing(env.ASSETS, ['fetch'])
    const response = await fetchWith({ ASSETS }, new Request(`${origin}/`))
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
  })

  it('is temporarily unavailable when the assets hang', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ASSETS = overriding(env.ASSETS, { fetch: () => new Promise<never>(() => {}) })
    const sent = fetchWith({ ASSETS }, new Request(`${origin}/`))
    await waitUntil(() => vi.getTimerCount() > 0)
    vi.advanceTimersByTime(10_000)
    expect(await errorOf(await sent)).toEqual([503, 'service_unavailable'])
  })

  it('has a line in the log', async () => {
    await open(`${origin}/docs`)
    expect(lineOfRequest()).toMatchObject({ route: '/docs', status: 200, d1Trips: 0 })
  })
})

describe('the page of a service with SHARED_CATALOGUE=off', () => {
  const closed = (init?: RequestInit) =>
    fetchWith({ SHARED_CATALOGUE: 'off' }, new Request(`${origin}/`, init))

  it('says so to the web app, and is the same page otherwise', async () => {
    const [response, asset] = [await closed(), await env.ASSETS.fetch(`${origin}/`)]
    const text = await response.text()
    expect(text).toMatch(/<html [^>]*lang="en" data-shared-catalogue="off">/)
    expect(text.replace(' data-shared-catalogue="off"', '')).toBe(await asset.text())
    const headers = [...asset.headers].filter(([name]) => !['etag', 'content-length'].includes(name))
    expect([...response.headers]).toEqual(headers)
  })

  it('says whether the service sends mail', async () => {
    const mailed = await fetchWith({ MAIL_FROM: 'books@books.example' }, new Request(`${origin}/`))
    expect(await mailed.text()).toMatch(/<html [^>]*lang="en" data-mail="on">/)
    const both = { MAIL_FROM: 'books@books.example', SHARED_CATALOGUE: 'off' }
    const text = await (await fetchWith(both, new Request(`${origin}/`))).text()
    expect(text).toMatch(/<html [^>]*data-shared-catalogue="off" data-mail="on">/)
  })

  it('is sent to a browser that has the page from before the setting was changed', async () => {
    const etag = (await env.ASSETS.fetch(`${origin}/`)).headers.get('ETag') ?? ''
    const headers = { 'If-None-Match': etag }
    expect((await open(`${origin}/`, origin, { headers })).status).toBe(304)
    const response = await closed({ headers })
    expect([response.status, response.headers.get('ETag')]).toEqual([200, null])
  })

  it.each([
    ['HEAD', 200],
    ['POST', 405],
  ])('responds to %s with %i, as the asset does', async (method, status) => {
    expect((await closed({ method })).status).toBe(status)
  })
})

describe('a service with a loopback address as its PUBLIC_URL', () => {
  const hosts = [
    'https://books.example',
    'http://192.168.1.7:8787',
    'http://localhost.example:8787',
    'http://notlocalhost:8787',
    'http://127.0.0.1.example',
    'http://0.0.0.0:8787',
    'http://[::2]:8787',
  ]

  it.each(hosts)('is misconfigured for a request to %s', async (host) => {
    for (const path of ['/', '/health', '/users', '/nowhere'])
      expect(await errorOf(await open(host + path))).toEqual([500, 'misconfigured'])
    expect(JSON.stringify(lineOfRequest()?.cause)).toContain('PUBLIC_URL')
  })

  it.each(['http://127.0.0.1:8787', 'http://[::1]:8787', 'http://127.8.9.1', 'http://LOCALHOST:1'])(
    'serves a request to %s',
    async (host) => {
      expect((await open(`${host}/health`)).status).toBe(200)
    },
  )

  it('is fine with any host when PUBLIC_URL is public', async () => {
    for (const host of [...hosts, 'http://127.0.0.1:8787'])
      expect((await open(`${host}/health`, 'https://books.example')).status).toBe(200)
  })
})
