import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { sizesOf } from '../quotas/library.ts'
import { api, dataOf, errorOf } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { list, listed, seenByOthers } from './library.ts'
import { putBook } from './put-book.ts'

const secrets = {
  status: 'reading',
  rating: 4.5,
  progress: 0.5,
  readings: [{ started_on: '2026-01-01', finished_on: null }],
  tags: ['secret tag'],
  review: 'secret review',
  notes: 'secret notes',
  owned: true,
  extra: { secret: 'field' },
}

const shelf = async () => {
  const [owner, other] = [await signedIn(), await signedIn()]
  const book = await dataOf(await api.post('/books', { as: owner, body: { title: 'Emma', ...secrets } }))
  const read = async (as = other, headers = {}) => api.get(`/books/${book.id}`, { as, headers })
  const change = async (body: object) => {
    // Otherwise both instants may be the same millisecond.
    await new Promise((resolve) => setTimeout(resolve, 2))
    const response = await api.patch(`/books/${book.id}`, { as: owner, body })
    expect(response.status).toBe(200)
    return dataOf(response)
  }
  return { owner, other, book, read, change }
}

describe('a book as other readers see it', () => {
  it('has none of the private fields, alone and in a list', async () => {
    const { owner, other, book, read } = await shelf()
    const seen = await dataOf(await read())
    expect(seen).toEqual(seenByOthers(book))
    for (const name of [...Object.keys(secrets), 'version']) expect(seen).not.toHaveProperty(name)
    const of = (page: { data: { id: string }[] }) => page.data.find(({ id }) => id === book.id)
    expect(of(await list(other, '?scope=all'))).toEqual(seen)
    expect(of(await list(owner, '?scope=all'))).toEqual(listed(book))
  })

  it('has an ETag of its own, which is no condition for the owner', async () => {
    const { owner, book, read } = await shelf()
    expect((await read(owner)).headers.get('ETag')).toBe('"1"')
    const seen = await read()
    expect(seen.headers.get('ETag')).toBe('"1-public"')
    expect((await read(undefined, { 'If-None-Match': '"1-public"' })).status).toBe(304)
    expect((await read(owner, { 'If-None-Match': '"1-public"' })).status).toBe(200)
    const change = (tag: string) =>
      api.patch(`/books/${book.id}`, { as: owner, body: { notes: '' }, headers: { 'If-Match': tag } })
    expect(await errorOf(await change('"1-public"'))).toEqual([412, 'version_mismatch'])
    expect((await change('"1"')).status).toBe(200)
  })

  it('comes without private fields for the ETag of the owner', async () => {
    const { book, read } = await shelf()
    const response = await read(undefined, { 'If-None-Match': '"1"' })
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toEqual(seenByOthers(book))
  })

  it('does not change with a private change, however many', async () => {
    const { read, change } = await shelf()
    const [before, tag] = [await dataOf(await read()), '"1-public"']
    for (const [name, value] of Object.entries({ ...secrets, rating: 1, notes: 'x', tags: [] }))
      await change({ [name]: value })
    const after = await read()
    expect(after.headers.get('ETag')).toBe(tag)
    expect(await dataOf(after)).toEqual(before)
  })

  it('does not change with public fields that stay the same', async () => {
    const { book, read, change } = await shelf()
    const before = await dataOf(await read())
    const { title, authors, description, category, series, isbn } = book
    await change({ title, authors, description, category, series, isbn, notes: 'new' })
    const after = await read()
    expect(after.headers.get('ETag')).toBe('"1-public"')
    expect(await dataOf(after)).toEqual(before)
  })

  it('changes with a public change, also after private ones', async () => {
    const { read, change } = await shelf()
    await change({ notes: 'x' })
    const changed = await change({ authors: ['Jane Austen'], notes: 'y' })
    expect(changed.version).toBe(3)
    const seen = await read()
    expect(seen.headers.get('ETag')).toBe('"3-public"')
    expect(await dataOf(seen)).toMatchObject({ authors: ['Jane Austen'], updated_at: changed.updated_at })
    await change({ notes: 'z' })
    const later = await read()
    expect(later.headers.get('ETag')).toBe('"3-public"')
    expect((await dataOf(later)).updated_at).toBe(changed.updated_at)
  })

  it('changes when an older version of the service changes it', async () => {
    const { book, read, change } = await shelf()
    await change({ notes: 'x' })
    const update = 'update books set title = ?, version = version + 1, updated_at = 9 where id = ?'
    await env.DB.prepare(update).bind('Emma, again', book.id).run()
    const seen = await read()
    expect(seen.headers.get('ETag')).toBe('"3-public"')
    expect(await dataOf(seen)).toMatchObject({ title: 'Emma, again', updated_at: '1970-01-01T00:00:00.009Z' })
  })
})

describe('DELETE /books/:id/cover', () => {
  it('leaves the book without a cover, and deletes the files', async () => {
    const as = await signedIn()
    const book = await putBook(as)
    const response = await api.delete(`/books/${book.id}/cover`, { as })
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"2"')
    const changed = await dataOf(response)
    const { updated_at } = changed
    expect(changed).toEqual({ ...book, image_url: null, thumbnail_url: null, version: 2, updated_at })
    expect((await api.get(new URL(book.image_url).pathname)).status).toBe(404)
    const again = await api.delete(`/books/${book.id}/cover`, { as })
    expect([again.status, again.headers.get('ETag')]).toEqual([200, '"2"'])
  })

  it('takes the cover off the size of the library', async () => {
    const as = await signedIn()
    const book = await newBook(as)
    await api.delete(`/books/${book.id}/cover`, { as })
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored).toEqual(counted)
    expect(stored).toMatchObject({ book_count: 1, cover_bytes: 0 })
  })

  it('is for the owner alone, for the version that is named, and for a book that exists', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const remove = (path: string, session = as, headers = {}) =>
      api.delete(`/books/${path}/cover`, { as: session, headers })
    expect(await errorOf(await remove(id, await signedIn()))).toEqual([404, 'book_not_found'])
    expect(await errorOf(await remove(id, as, { 'If-Match': '"2"' }))).toEqual([412, 'version_mismatch'])
    expect(await errorOf(await remove(id, as, { 'If-Match': '2' }))).toEqual([400, 'invalid_input'])
    expect(await errorOf(await remove(crypto.randomUUID()))).toEqual([404, 'book_not_found'])
    expect((await remove(id, as, { 'If-Match': '"1"' })).status).toBe(200)
    expect(await errorOf(await remove(id, as, { 'If-Match': '"1"' }))).toEqual([412, 'version_mismatch'])
  })

  it('happens once, however many requests race', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const responses = await Promise.all(
      Array.from({ length: 5 }, () => api.delete(`/books/${id}/cover`, { as })),
    )
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect((await dataOf(await api.get(`/books/${id}`, { as }))).version).toBe(2)
  })
})

describe('the same book', () => {
  const add = (as: Awaited<ReturnType<typeof signedIn>>, body: object) => api.post('/books', { as, body })

  it('is one with the same title, authors and ISBN', async () => {
    const as = await signedIn()
    const isbn = '9780141439471'
    for (const fields of [{}, { authors: ['A'] }, { authors: ['B'] }, { isbn }, { authors: ['A'], isbn }]) {
      expect((await add(as, { title: 'Nada', ...fields })).status).toBe(201)
      const again = await add(as, { title: 'Nada', ...fields })
      expect(await errorOf(again)).toEqual([409, 'title_taken'])
    }
    expect((await add(as, { title: 'Nada', authors: ['A', 'B'] })).status).toBe(201)
    expect((await add(as, { title: 'nada' })).status).toBe(201)
  })

  it('is created once, however many requests race', async () => {
    const as = await signedIn()
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => add(as, { title: 'Nada', authors: ['A'] })),
    )
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)])
  })

  it('cannot be made by a change', async () => {
    const as = await signedIn()
    await add(as, { title: 'Nada', authors: ['A'] })
    const { id } = await dataOf(await add(as, { title: 'Nada' }))
    const response = await api.patch(`/books/${id}`, { as, body: { authors: ['A'] } })
    expect(await errorOf(response)).toEqual([409, 'title_taken'])
  })
})
