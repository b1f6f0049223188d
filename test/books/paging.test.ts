import { exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { encodeCursor } from '../../src/http/pagination.ts'
import { api, origin, refusal } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { allPages, idsOf, insertBooks, instant, list, type Page } from './library.ts'

describe('paging', () => {
  it.each([
    ['all made in the same millisecond', () => instant],
    ['made one after the other', (index: number) => instant + index],
    ['made in groups', (index: number) => instant - Math.floor(index / 10)],
  ])('gives every book once: %s', async (_, createdAt) => {
    const session = await signedIn()
    const ids = await insertBooks(session.user.id, 50, { createdAt })
    const pages = await allPages(session, 'limit=7')
    expect(pages.map(({ data }) => data.length)).toEqual([7, 7, 7, 7, 7, 7, 7, 1])
    expect(pages.flatMap(idsOf)).toEqual(ids)
  })

  it('neither repeats nor skips while books are added and deleted', async () => {
    const session = await signedIn()
    const ids = await insertBooks(session.user.id, 40, { createdAt: (index) => instant + (index >> 2) })
    const pages = await allPages(session, 'limit=6', async ({ data }) => {
      await newBook(session)
      // The first and the last of what was just seen: the cursor points at a book that is gone.
      for (const book of [data[0], data.at(-1)]) await api.delete(`/books/${book?.id}`, { as: session })
    })
    expect(pages.flatMap(idsOf)).toEqual(ids)
  })

  it('does not miss what it has not come to when that changes', async () => {
    const session = await signedIn()
    const ids = await insertBooks(session.user.id, 12)
    const deleted = ids[10]
    const pages = await allPages(session, 'limit=5', async ({ data }) => {
      if (data[0]?.id !== ids[0]) return
      await api.patch(`/books/${ids[11]}`, { as: session, body: { title: 'Changed' } })
      await api.delete(`/books/${deleted}`, { as: session })
    })
    expect(pages.flatMap(idsOf)).toEqual(ids.filter((id) => id !== deleted))
  })

  it('goes by a Link header as well, whatever the Host', async () => {
    const session = await signedIn()
    const ids = await insertBooks(session.user.id, 5, { category: 'picture book' })
    const headers = { Authorization: `Bearer ${session.access_token}`, Host: 'evil.example' }
    const first = await exports.default.fetch(
      new Request('http://evil.example/books?category=picture+book&limit=3', { headers }),
    )
    const { page } = await first.json<Page>()
    const link = /^<(?<url>[^>]+)>; rel="next"$/.exec(first.headers.get('Link') ?? '')?.groups?.url ?? ''
    const url = new URL(link)
    expect(url.origin + url.pathname).toBe(`${origin}/books`)
    expect([...url.searchParams]).toEqual([
      ['category', 'picture book'],
      ['limit', '3'],
      ['cursor', page.next],
    ])
    const last = await api.get(url.pathname + url.search, { as: session })
    expect(last.headers.has('Link')).toBe(false)
    expect(idsOf(await last.json())).toEqual(ids.slice(3))
  })

  it("with another user's cursor stays in one's own books", async () => {
    const [reader, other] = [await signedIn(), await signedIn()]
    await insertBooks(other.user.id, 5)
    const older = await insertBooks(reader.user.id, 5, { createdAt: () => instant - 1 })
    const { page } = await list(other, '?limit=2')
    expect(idsOf(await list(reader, `?cursor=${page.next}`))).toEqual(older)
  })
})

describe('cursors', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 1],
    ['a string', id],
    ['an object', { 0: 1, 1: id }],
    ['nothing', []],
    ['no id', [instant]],
    ['too much', [instant, id, 1]],
    ['another order', [id, instant]],
    ['a time in words', ['2026-01-01T00:00:00.000Z', id]],
    ['digits for a time', [String(instant), id]],
    ['a fraction', [0.5, id]],
    ['no time', [null, id]],
    ['more than an integer', [1e300, id]],
    ['another kind of id', [instant, 'emma']],
    ['SQL for an id', [instant, `${id}' or 1=1 --`]],
    ['a number for an id', [instant, 1]],
    ['lists', [[instant], [id]]],
  ])('that hold %s are refused', async (_, position) => {
    const response = await api.get(`/books?cursor=${encodeCursor(position)}`, { as: await signedIn() })
    expect(await refusal(response)).toEqual([400, 'invalid_cursor'])
  })

  const genuine = encodeCursor([instant, id])
  it.each([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['no base64url', '***'],
    ['base64 of no JSON', btoa('hello')],
    ['JSON', encodeURIComponent(JSON.stringify([instant, id]))],
    ['half of one', genuine.slice(0, 20)],
    ['all but its end', genuine.slice(0, -1)],
    ['more than one', genuine + genuine],
    ['an id', id],
    ['far too much', 'A'.repeat(5000)],
  ])('that are %s are refused', async (_, cursor) => {
    const response = await api.get(`/books?cursor=${cursor}`, { as: await signedIn() })
    expect(await refusal(response)).toEqual([400, 'invalid_cursor'])
  })
})
