import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxChanges, maxCursorMs } from '../../../src/books/changes/limits.ts'
import { importForm } from '../../request-makers.ts'
import { api, dataOf, type Session } from '../../support/client.ts'
import { bookForm, newBook, signedIn } from '../../support/makers.ts'
import { added, creation, deletion, done, update } from '../batch/batch.ts'
import { formOf } from '../library.ts'
import { bookRow, putBook, putRows } from '../put-book.ts'
import { changesOf, upToDate } from './follower.ts'

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
