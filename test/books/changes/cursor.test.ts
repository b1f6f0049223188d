import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxChanges, maxCursorMs } from '../../../src/books/changes/limits.ts'
import { encodeCursor } from '../../../src/http/pagination.ts'
import { api, errorOf, request } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { bookRow, putRows } from '../put-book.ts'
import { changesOf, upToDate } from './follower.ts'

describe('a cursor', () => {
  const since = (...position: unknown[]) => `/books/changes?since=${encodeCursor(position)}`
  const expired = [410, 'cursor_expired']

  it.each([
    ['text', '/books/changes?since=text'],
    ['nothing', '/books/changes?since='],
    ['that of a list', since(Date.now(), '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b')],
    ['a negative number', since(-1, '', 0, 0)],
    ['an id that is none', since(1, 'x', 0, 0)],
  ])('of %s is invalid', async (_, path) => {
    expect(await errorOf(await api.get(path, { as: await signedIn() }))).toEqual([400, 'invalid_cursor'])
  })

  it('of another parameter is an invalid query', async () => {
    expect(await errorOf(await api.get('/books/changes?cursor=x', { as: await signedIn() }))).toEqual([
      400,
      'invalid_query',
    ])
  })

  it.each([
    [maxCursorMs - 60_000, 200],
    [maxCursorMs + 60_000, 410],
  ])('that was complete %i ms ago: %i', async (age, status) => {
    const { as } = await upToDate()
    expect((await api.get(since(0, '', Date.now() - age, 0), { as })).status).toBe(status)
  })

  it('from before a restore has expired', async () => {
    const { as, since: before } = await upToDate()
    await env.DB.prepare('update users set changes_from = ? where id = ?')
      .bind(Date.now() + 1, as.user.id)
      .run()
    expect(await errorOf(await api.get(`/books/changes?since=${before}`, { as }))).toEqual(expired)
    expect((await changesOf(as)).data).toHaveLength(1)
  })

  it('of a number that the library never had has expired, unless a replica may not have it yet', async () => {
    const { as } = await upToDate()
    const path = since(Date.now() + 60_000, '', Date.now(), 0)
    expect(await errorOf(await api.get(path, { as }))).toEqual(expired)
    const onReplica = await fetchWith({ READ_REPLICAS: 'on' }, request('GET', path, { as }))
    expect(onReplica.status).toBe(200)
  })

  it('of a deletion that was forgotten stays valid', async () => {
    const { as } = await upToDate()
    const path = since(Date.now() - maxCursorMs - 60_000, '', Date.now(), 0)
    await env.DB.prepare('update books set change_seq = 5 where user_id = ?').bind(as.user.id).run()
    expect((await api.get(path, { as })).status).toBe(200)
  })

  it('keeps the instant of the first read until a page reaches the end', async () => {
    const as = await signedIn()
    await putRows(Array.from({ length: maxChanges + 1 }, () => bookRow(as.user.id)))
    const completeAt = ({ page }: { page: { next: string } }) =>
      JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(page.next, { alphabet: 'base64url' })))[2]
    const started = Date.now() - 1_000_000
    const first = await changesOf(as, encodeCursor([0, '', started, 0]))
    expect(completeAt(first)).toBe(started)
    expect(completeAt(await changesOf(as, first.page.next))).toBeGreaterThan(started)
  })
})
