import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/http/config.ts'
import { previewPath } from '../../src/lookup/preview.ts'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { from, limiter } from '../support/limiter.ts'
import { fixture, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { failures, forgetBudgets, lookUp } from './looking-up.ts'

beforeEach(forgetBudgets)

const day = 24 * 60 * 60 * 1000
const pathOf = (id: string, now = new Date()) => previewPath(readConfig(env), 'open_library', id, now)

describe('a preview', () => {
  it('is a picture of the provider, without a token', async () => {
    const [book] = await dataOf(await lookUp(await signedIn(), { isbn: '9780141439471' }))
    const { pathname, origin } = new URL(book.cover.preview_url)
    expect(origin).toBe(env.PUBLIC_URL)
    const response = await api.get(pathname)
    expect(response.status).toBe(200)
    // The type is that of the bytes, not what the provider says.
    expect(response.headers.get('Content-Type')).toBe('image/png')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=86400, immutable')
    const picture = await (await fixture('palette.png')).arrayBuffer()
    expect(await response.arrayBuffer()).toEqual(picture)
  })

  it('follows the redirects of an old cover to its archive', async () => {
    expect((await api.get(await pathOf('1003'))).status).toBe(200)
  })

  it('of a cover that does not exist is 404', async () => {
    expect(await errorOf(await api.get(await pathOf('1404')))).toEqual([404, 'cover_not_found'])
    expect(await errorOf(await api.get(await pathOf('1101')))).toEqual([404, 'cover_not_found'])
  })

  it.each([
    ['1700', 'malformed'],
    ['1701', 'malformed'],
    ['1801', 'no_response'],
    ['1802', 'too_large'],
    ['1803', 'redirect'],
    ['1804', 'rejected'],
    ['1805', 'status'],
    ['1806', 'redirect'],
  ])('is 503 if the provider sends anything else: %s', async (id, reason) => {
    const settings = { LOOKUP_TIME_LIMIT_MS: id === '1801' ? '50' : '20000' }
    const response = await fetchWith(settings, request('GET', await pathOf(id)))
    expect(await errorOf(response)).toEqual([503, 'lookup_unavailable'])
    expect(failures()).toEqual([reason])
  })

  it('has the same address all day, which ends a day later', async () => {
    const noon = new Date(20_000.5 * day)
    const path = await pathOf('1001', noon)
    expect(await pathOf('1001', new Date(20_000 * day))).toBe(path)
    expect(await pathOf('1001', new Date(20_001 * day))).not.toBe(path)
    expect(await errorOf(await api.get(path))).toEqual([404, 'cover_not_found'])
    expect((await api.get(await pathOf('1001', new Date(Date.now() - day)))).status).toBe(200)
    expect((await api.get(await pathOf('1001', new Date(Date.now() - 2 * day)))).status).toBe(404)
  })

  it('works for its own cover alone', async () => {
    const path = await pathOf('1001')
    const [seal = ''] = path.split('/').slice(-1)
    const changed = seal.replace(/^./, (first) => (first === 'B' ? 'C' : 'B'))
    for (const other of [
      path.replace('1001', '1002'),
      path.replace('open_library', 'google_books'),
      path.replace('open_library', 'elsewhere'),
      path.replace('1001', 'x%2Fy'),
      path.replace(seal, changed),
      path.replace(seal, seal.slice(1)),
      `${path}=`,
    ])
      expect(await errorOf(await api.get(other))).toEqual([404, 'cover_not_found'])
  })

  it('is limited by network', async () => {
    const limit = limiter(false)
    const toSend = request('GET', await pathOf('1001'), { headers: from('192.0.2.77') })
    const response = await fetchWith({ SEARCH_LIMIT: limit }, toSend)
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
    expect(limit.keys).toEqual(['192.0.2.77'])
  })

  it('is closed with lookup', async () => {
    const response = await fetchWith({ LOOKUP: 'off' }, request('GET', await pathOf('1001')))
    expect(await errorOf(response)).toEqual([503, 'lookup_unavailable'])
  })
})

it('a lookup knows the sizes of the first covers alone, and leaves out covers that do not exist', async () => {
  const books = await dataOf(await lookUp(await signedIn(), { q: 'many covers' }))
  expect(
    books.map(
      ({ cover }: { cover: { id: string; width: number | null } | null }) => cover && [cover.id, cover.width],
    ),
  ).toEqual([['1001', 320], null, null, ['1701', null], ['1002', null]])
})
