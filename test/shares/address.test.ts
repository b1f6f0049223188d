import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf, request } from '../support/client.ts'
import { from, limiter } from '../support/limiter.ts'
import { lineOfRequest } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { paths, sharedKey, visit } from './sharing.ts'

describe('the address', () => {
  it('works with a slash at the end, and with HEAD', async () => {
    const key = await sharedKey()
    for (const path of paths(key)) {
      const [get, slash, head] = [await api.get(path), await api.get(`${path}/`), await api.head(path)]
      expect([slash.status, head.status]).toEqual([200, 200])
      expect(head.headers.get('ETag')).toBe(get.headers.get('ETag'))
      expect(slash.headers.get('ETag')).toBe(get.headers.get('ETag'))
      expect(await head.text()).toBe('')
    }
  })

  it('takes no other method', async () => {
    const key = await sharedKey()
    for (const path of paths(key))
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await api.send(method, path, { as: await signedIn(), body: {} })
        expect(response.headers.get('Allow')).toBe('GET, HEAD')
        expect(await errorOf(response)).toEqual([405, 'method_not_allowed'])
      }
  })

  it('is in no line of the log, which names the route alone', async () => {
    // Each test searches its log for the keys of `sharedKey`.
    const key = await sharedKey()
    const routes = ['/shares/:key', '/shares/:key/feed.xml', '/s/:key']
    for (const [at, path] of paths(key).entries()) {
      await api.get(path)
      expect(lineOfRequest()).toMatchObject({ route: routes[at], status: 200 })
      await api.get(path.replace(key, 'B'.repeat(22)))
      expect(lineOfRequest()).toMatchObject({ route: routes[at], status: 404, code: 'share_not_found' })
    }
  })

  it('takes 120 requests a minute from a network, in one counter, and then no D1 trip', async () => {
    const SHARE_LIMIT = limiter(false)
    for (const path of paths('A'.repeat(22))) {
      const ask = request('GET', path, { headers: from('203.0.113.9') })
      const response = await fetchWith({ SHARE_LIMIT, DB: failing(env.DB) }, ask)
      expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '60'])
    }
    expect(SHARE_LIMIT.keys).toEqual(['203.0.113.9', '203.0.113.9', '203.0.113.9'])
  })

  it('asks search engines and other sites for silence', async () => {
    const key = await sharedKey()
    for (const path of paths(key)) {
      const { headers } = await api.get(path)
      expect(headers.get('X-Robots-Tag')).toBe('noindex')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('Cache-Control')).toBe('no-cache')
      expect(headers.get('Set-Cookie')).toBeNull()
    }
    expect((await visit('A'.repeat(22))).headers.get('Cache-Control')).toBe('no-store')
  })
})
