import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { formOf, rowOf, shelf } from './library.ts'
import { putBook } from './put-book.ts'

type Fields = Record<string, string>

const encodings: [string, (fields: Fields) => unknown][] = [
  ['JSON', (fields) => fields],
  ['multipart', formOf],
]

describe.each(encodings)('PATCH /books/:id with %s', (_, encode) => {
  const change = (path: string, as: Session, fields: Fields) => api.patch(path, { as, body: encode(fields) })

  it.each([
    [{ title: 'Changed' }],
    [{ description: '' }],
    [{ category: 'horror' }],
    [{ title: '\u{1f4d6} \r\n<'.repeat(40), description: '\r\n<b>\u{1f4d6}</b>\0 ' }],
    [{ title: 'A', description: 'B', category: 'picture book' }],
  ])('changes only the fields that are sent: %o', async (fields) => {
    const { session, book, path } = await shelf()
    const response = await change(path, session, fields)
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"2"')
    const changed = await dataOf(response)
    expect(changed).toEqual({ ...book, ...fields, version: 2, updated_at: changed.updated_at })
    expect(await dataOf(await api.get(path, { as: session }))).toEqual(changed)
  })

  it('sets the time of the change, and keeps the time of the creation', async () => {
    const { session, book, path } = await shelf()
    await env.DB.prepare('update books set created_at = 1, updated_at = 2 where id = ?').bind(book.id).run()
    const before = Date.now()
    const { created_at, updated_at } = await dataOf(await change(path, session, { title: 'Changed' }))
    expect(created_at).toBe('1970-01-01T00:00:00.001Z')
    expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(updated_at)).toBeLessThanOrEqual(Date.now())
  })

  it('trims the title', async () => {
    const { session, path } = await shelf()
    expect(await dataOf(await change(path, session, { title: ' \t Emma\n' }))).toMatchObject({
      title: 'Emma',
    })
  })

  it('changes nothing without a field', async () => {
    const { session, book, path } = await shelf()
    const before = await rowOf(book.id)
    const response = await change(path, session, {})
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"1"')
    expect(await dataOf(response)).toEqual(book)
    expect(await rowOf(book.id)).toEqual(before)
  })

  it('is for the owner only', async () => {
    const { book, path } = await shelf()
    const before = await rowOf(book.id)
    const other = await signedIn()
    expect(await errorOf(await change(path, other, { title: 'Mine' }))).toEqual([404, 'book_not_found'])
    expect(await errorOf(await change(path, other, {}))).toEqual([404, 'book_not_found'])
    expect(await rowOf(book.id)).toEqual(before)
  })

  it.each(['01890a5d-ac96-774b-bcce-b302099a8057', 'emma', '%00'])('finds no book %s', async (id) => {
    const response = await change(`/books/${id}`, await signedIn(), { title: 'Emma' })
    expect(await errorOf(response)).toEqual([404, 'book_not_found'])
  })

  it('does not accept the title of another book of the user', async () => {
    const { session, book, path } = await shelf()
    await putBook(session, { title: 'Emma' })
    const before = await rowOf(book.id)
    for (const title of ['Emma', ' Emma ']) {
      expect(await errorOf(await change(path, session, { title }))).toEqual([409, 'title_taken'])
    }
    expect(await rowOf(book.id)).toEqual(before)
    expect((await change(path, session, { title: 'emma' })).status).toBe(200)
  })

  it('accepts the title that the book has, and the title of another user’s book', async () => {
    const { session, book, path } = await shelf()
    const other = await shelf()
    expect((await change(path, session, { title: book.title })).status).toBe(200)
    expect((await change(path, session, { title: other.book.title })).status).toBe(200)
  })

  it.each<[string, Fields]>([
    ['title', { title: '' }],
    ['title', { title: ' \u00a0 ' }],
    ['title', { title: 'x'.repeat(201) }],
    ['description', { description: 'x'.repeat(5001) }],
    ['category', { category: 'cooking' }],
    ['id', { id: crypto.randomUUID() }],
    ['user_id', { user_id: crypto.randomUUID() }],
    ['version', { version: '7' }],
    ['image_url', { image_url: 'https://example.com/' }],
    ['created_at', { title: 'Emma', created_at: '2026-01-01T00:00:00.000Z' }],
    ['cover_image', { cover_image: 'text' }],
    ['__proto__', Object.fromEntries([['__proto__', 'x']])],
  ])('has an error at %s for %o', async (field, fields) => {
    const { session, book, path } = await shelf()
    const before = await rowOf(book.id)
    const response = await change(path, session, fields)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { code: 'invalid_input', issues: [{ path: field }] },
    })
    expect(await rowOf(book.id)).toEqual(before)
  })
})

describe.each(encodings)('PUT /books/:id with %s, like PATCH,', (_, encode) => {
  it('changes only the fields that are sent', async () => {
    const { session, book, path } = await shelf()
    const response = await api.put(path, { as: session, body: encode({ description: 'Changed.' }) })
    const { updated_at } = await dataOf(await api.get(path, { as: session }))
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"2"')
    expect(await dataOf(response)).toEqual({ ...book, description: 'Changed.', version: 2, updated_at })
  })

  it('is for the owner only', async () => {
    const { book, path } = await shelf()
    const before = await rowOf(book.id)
    const response = await api.put(path, { as: await signedIn(), body: encode({ title: 'Mine' }) })
    expect(await errorOf(response)).toEqual([404, 'book_not_found'])
    expect(await rowOf(book.id)).toEqual(before)
  })

  it('has an error for an invalid field', async () => {
    const { session, path } = await shelf()
    const response = await api.put(path, { as: session, body: encode({ category: 'cooking' }) })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })

  it('heeds If-Match', async () => {
    const { session, path } = await shelf()
    const put = (tag: string) =>
      api.put(path, { as: session, body: encode({ title: 'Emma' }), headers: { 'If-Match': tag } })
    expect(await errorOf(await put('"2"'))).toEqual([412, 'version_mismatch'])
    expect((await put('"1"')).status).toBe(200)
  })
})
