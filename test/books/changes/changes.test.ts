import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxChanges, maxCursorMs } from '../../../src/books/changes/limits.ts'
import { encodeCursor } from '../../../src/http/pagination.ts'
import { importForm } from '../../operations.ts'
import { api, dataOf, errorOf, request, type Session } from '../../support/client.ts'
import { bookForm, newBook, signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { added, creation, deletion, done, update } from '../batch/batch.ts'
import { formOf } from '../library.ts'
import { bookRow, putBook, putRows } from '../put-book.ts'
import { changesOf, expectEqualToFullRead, followerOf } from './follower.ts'

/** @returns a reader with a book, and the cursor behind it */
const upToDate = async () => {
  const as = await signedIn()
  const [id = ''] = await added(as, { title: 'First' })
  return { as, id, since: (await changesOf(as)).page.next }
}

const idsIn = ({ data }: Awaited<ReturnType<typeof changesOf>>) => data.map(({ id }) => id)

const add = async (as: Session, fields: object): Promise<string> =>
  (await dataOf(await api.post('/books', { as, body: fields }))).id

describe('GET /books/changes', () => {
  it('without a cursor has the whole library, as each book is read, and then nothing', async () => {
    const as = await signedIn()
    const ids = [
      await add(as, { title: 'A', notes: 'Mine.', extra: { Mood: 'dark' } }),
      (await newBook(as)).id,
    ]
    const first = await changesOf(as)
    expect(first.data).toEqual(
      await Promise.all(
        ids.map(async (id) => ({
          id,
          deleted: false,
          book: await dataOf(await api.get(`/books/${id}`, { as })),
        })),
      ),
    )
    expect((await changesOf(as, first.page.next)).data).toEqual([])
  })

  it('of an empty library has a cursor from which the first book is found', async () => {
    const as = await signedIn()
    const { data, page } = await changesOf(as)
    expect(data).toEqual([])
    const id = await add(as, { title: 'A' })
    expect(idsIn(await changesOf(as, page.next))).toEqual([id])
  })

  it('has the next page in its `Link`', async () => {
    const as = await signedIn()
    const response = await api.get('/books/changes', { as })
    const { page } = await response.clone().json<{ page: { next: string } }>()
    expect(response.headers.get('Link')).toBe(
      `<http://localhost:8787/books/changes?since=${page.next}>; rel="next"`,
    )
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('has books from before changes were numbered first, in the order of their ids', async () => {
    const as = await signedIn()
    const numbered = await add(as, { title: 'New' })
    const rows = Array.from({ length: 3 }, () => bookRow(as.user.id))
    await putRows(rows)
    expect(idsIn(await changesOf(as))).toEqual([...rows.map(({ id }) => id).toSorted(), numbered])
  })

  it('has no book of another reader, and no deletion of theirs', async () => {
    const { as, since } = await upToDate()
    const other = await signedIn()
    const [id = ''] = await added(other, { title: 'Theirs' })
    await api.delete(`/books/${id}`, { as: other })
    await add(other, { title: 'Another' })
    expect((await changesOf(as, since)).data).toEqual([])
  })

  it('has each book once, in the order of its last change', async () => {
    const { as, id, since } = await upToDate()
    const second = await add(as, { title: 'Second' })
    const third = await add(as, { title: 'Third' })
    for (const changed of [third, id, second, id])
      await api.patch(`/books/${changed}`, { as, body: { notes: crypto.randomUUID() } })
    expect(idsIn(await changesOf(as, since))).toEqual([third, second, id])
  })
})

describe('a change is found that is made by', () => {
  it.each<[string, (as: Session, id: string) => Promise<unknown>]>([
    ['a change of a field', (as, id) => api.patch(`/books/${id}`, { as, body: { rating: 4 } })],
    ['a change with a cover', async (as, id) => api.patch(`/books/${id}`, { as, body: await bookForm() })],
    ['a batch', (as, id) => done(as, update(id, { review: 'Good.' }))],
    [
      'an import',
      async (as) => {
        const form = formOf({
          mode: 'apply',
          existing: 'update',
          file: new File(['title,notes\nFirst,Imported'], 'a.csv'),
        })
        expect((await dataOf(await api.post('/books/import', { as, body: form }))).updated).toBe(1)
      },
    ],
  ])('%s', async (_, change) => {
    const { as, id, since } = await upToDate()
    await change(as, id)
    const { data } = await changesOf(as, since)
    expect(data).toEqual([{ id, deleted: false, book: await dataOf(await api.get(`/books/${id}`, { as })) }])
  })

  it.each<[string, (as: Session) => Promise<unknown>]>([
    ['JSON', (as) => api.post('/books', { as, body: { title: 'New' } })],
    ['a form', (as) => newBook(as)],
    ['a batch', (as) => done(as, creation({ title: 'New' }))],
    ['an import', (as) => api.post('/books/import', { as, body: importForm() })],
  ])('a new book of %s', async (_, make) => {
    const { as, since } = await upToDate()
    await make(as)
    expect((await changesOf(as, since)).data).toMatchObject([{ deleted: false }])
  })

  it('the removal of a cover', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const { page } = await changesOf(as)
    await api.delete(`/books/${id}/cover`, { as })
    expect((await changesOf(as, page.next)).data).toMatchObject([{ id, book: { image_url: null } }])
  })

  it.each<[string, (as: Session, id: string) => Promise<unknown>]>([
    ['a deletion', (as, id) => api.delete(`/books/${id}`, { as })],
    ['a batch that deletes', (as, id) => done(as, deletion(id))],
  ])('%s', async (_, remove) => {
    const { as, id, since } = await upToDate()
    await remove(as, id)
    expect((await changesOf(as, since)).data).toEqual([{ id, deleted: true }])
  })

  it('a batch that exchanges titles: both books', async () => {
    const as = await signedIn()
    const [a = '', b = ''] = await added(as, { title: 'A' }, { title: 'B' })
    const { page } = await changesOf(as)
    await done(as, update(a, { title: 'B' }), update(b, { title: 'A' }))
    expect(idsIn(await changesOf(as, page.next)).toSorted()).toEqual([a, b].toSorted())
  })
})

describe('nothing is found after', () => {
  it.each<[string, (as: Session, id: string) => Promise<unknown>]>([
    ['a change of nothing', (as, id) => api.patch(`/books/${id}`, { as, body: {} })],
    ['a change that fails', (as, id) => api.patch(`/books/${id}`, { as, body: { title: '' } })],
    ['a deletion that fails', (as, id) => api.delete(`/books/${id}`, { as, headers: { 'If-Match': '"7"' } })],
    ['the removal of no cover', (as, id) => api.delete(`/books/${id}/cover`, { as })],
  ])('%s', async (_, send) => {
    const { as, id, since } = await upToDate()
    await send(as, id)
    expect((await changesOf(as, since)).data).toEqual([])
  })
})

describe('deletions', () => {
  it('from before the first read are left out', async () => {
    const as = await signedIn()
    const ids = await added(as, ...['A', 'B', 'C'].map((title) => ({ title })))
    await api.delete(`/books/${ids[0]}`, { as })
    await putRows(Array.from({ length: maxChanges }, () => bookRow(as.user.id)))
    const first = await changesOf(as)
    expect(first.data).toHaveLength(maxChanges)
    await api.delete(`/books/${ids[1]}`, { as })
    const second = await changesOf(as, first.page.next)
    expect(second.data.map(({ id, deleted }) => [id, deleted])).toEqual([
      [ids[2], false],
      [ids[1], true],
    ])
  })

  it('expire with a day to spare', async () => {
    const { as, id } = await upToDate()
    await api.delete(`/books/${id}`, { as })
    const row = await env.DB.prepare('select expires_at from deleted_books where id = ?')
      .bind(id)
      .first<{ expires_at: number }>()
    expect(row?.expires_at).toBeGreaterThan(Date.now() + maxCursorMs + 86_000_000)
  })
})

describe('a page', () => {
  it(`has at most ${maxChanges} entries`, async () => {
    const as = await signedIn()
    await putRows(Array.from({ length: 2 * maxChanges + 1 }, () => bookRow(as.user.id)))
    const sizes = []
    let page = await changesOf(as)
    for (; page.data.length > 0; page = await changesOf(as, page.page.next)) sizes.push(page.data.length)
    expect(sizes).toEqual([maxChanges, maxChanges, 1])
    await expectEqualToFullRead(as, followerOf(as))
  })

  it('has at most 4 MB, of the largest books', async () => {
    const as = await signedIn()
    const long = '\u0001'.repeat(20_000)
    const rows = Array.from({ length: 30 }, () =>
      bookRow(as.user.id, {
        review: long,
        notes: long,
        description: long.slice(0, 5000),
        extra: Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`f${at}`, long.slice(0, 5000)])),
      }),
    )
    await putRows(rows.slice(0, 15))
    await putRows(rows.slice(15))
    const sizes: [books: number, bytes: number][] = []
    for (let since: string | undefined; ; ) {
      const response = await api.get(`/books/changes${since ? `?since=${since}` : ''}`, { as })
      const bytes = (await response.clone().arrayBuffer()).byteLength
      const { data, page } = await response.json<{ data: unknown[]; page: { next: string } }>()
      if (data.length === 0) break
      sizes.push([data.length, bytes])
      since = page.next
    }
    expect(sizes.reduce((sum, [books]) => sum + books, 0)).toBe(30)
    expect(Math.max(...sizes.map(([, bytes]) => bytes))).toBeLessThanOrEqual(4_000_000)
    // It is nearly full.
    expect(sizes[0]?.[1]).toBeGreaterThan(3_000_000)
  })
})

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
