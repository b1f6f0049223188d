import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { bookRow, putRows } from '../books/put-book.ts'
import { api, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { putShare, sharedKey, statusesOf } from './sharing.ts'

const gone = [404, 404, 404]
const there = [200, 200, 200]

describe('a shared shelf ends at the next request', () => {
  it('after it was switched off, and back after it was switched on', async () => {
    const as = await signedIn()
    const key = await sharedKey({}, as)
    expect(await statusesOf(key)).toEqual(there)
    await putShare(as, { enabled: false })
    expect(await statusesOf(key)).toEqual(gone)
    await putShare(as)
    expect(await statusesOf(key)).toEqual(there)
  })

  it('after it got another address', async () => {
    const as = await signedIn()
    const old = await sharedKey({}, as)
    const key = await sharedKey({ rotate: true }, as)
    expect(await statusesOf(old)).toEqual(gone)
    expect(await statusesOf(key)).toEqual(there)
  })

  it.each(['disabled_at', 'erased_at'])('when its owner is gone: %s', async (column) => {
    const as = await signedIn()
    const key = await sharedKey({}, as)
    await env.DB.prepare(`update users set ${column} = 1 where id = ?`).bind(as.user.id).run()
    expect(await statusesOf(key)).toEqual(gone)
  })

  it('in the same words for each reason, and for keys that never were', async () => {
    const [off, rotated, disabled] = [await signedIn(), await signedIn(), await signedIn()]
    const keys = [
      await sharedKey({}, off),
      await sharedKey({}, rotated),
      await sharedKey({}, disabled),
      ...['A'.repeat(22), 'short', 'x'.repeat(5000), '%00', '%F0%9F%93%9A', "' or 1=1 --", '*'],
    ]
    await putShare(off, { enabled: false })
    await putShare(rotated, { rotate: true })
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(disabled.user.id).run()
    const responses = await Promise.all(
      keys.flatMap((key) =>
        [`/shares/${key}`, `/s/${key}`].map(async (path) => {
          const response = await api.get(path)
          const headers = [...response.headers].filter(([name]) => !/^x-(request-id|d1-bookmark)$/.test(name))
          return [path.startsWith('/s/'), response.status, headers, await response.text()]
        }),
      ),
    )
    const [json, page] = [responses.filter(([isPage]) => !isPage), responses.filter(([isPage]) => isPage)]
    expect(new Set(json.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(new Set(page.map((one) => JSON.stringify(one))).size).toBe(1)
    for (const [, status] of responses) expect(status).toBe(404)
  })

  it('while a visitor reads its pages', async () => {
    const as = await signedIn()
    await putRows(Array.from({ length: 30 }, () => bookRow(as.user.id)))
    const key = await sharedKey({}, as)
    const { page } = await (await api.get(`/shares/${key}`)).json<{ page: { next: string } }>()
    const next = await sharedKey({ rotate: true }, as)
    expect(await errorOf(await api.get(`/shares/${key}?cursor=${page.next}`))).toEqual([
      404,
      'share_not_found',
    ])
    // The cursor is good for the old address alone.
    expect(await errorOf(await api.get(`/shares/${next}?cursor=${page.next}`))).toEqual([
      400,
      'invalid_cursor',
    ])
  })
})
