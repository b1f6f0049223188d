import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { filesOf, objectKeys, ownedKeys } from '../covers/stored.ts'
import { api, errorOf, request } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { atBatch, lost, maintainLater, unanswered } from './faults.ts'
import { rowOf, shelf, times } from './library.ts'
import { newCover } from './observed.ts'
import { putBook } from './put-book.ts'

describe('DELETE /books/:id', () => {
  it('deletes the book and its files', async () => {
    const before = await objectKeys()
    const { session, book, path } = await shelf()
    const response = await api.delete(path, { as: session })
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect(await rowOf(book.id)).toBeNull()
    expect(await objectKeys()).toEqual(before)
    expect(await errorOf(await api.get(path, { as: session }))).toEqual([404, 'book_not_found'])
    for (const url of [book.image_url, book.thumbnail_url]) {
      expect(await errorOf(await api.get(new URL(url).pathname))).toEqual([404, 'cover_not_found'])
    }
  })

  it('works once', async () => {
    const { session, path } = await shelf()
    expect((await api.delete(path, { as: session })).status).toBe(204)
    expect(await errorOf(await api.delete(path, { as: session }))).toEqual([404, 'book_not_found'])
  })

  it('keeps the other books of the user', async () => {
    const { session, path } = await shelf()
    const other = await putBook(session)
    await api.delete(path, { as: session })
    expect(await rowOf(other.id)).not.toBeNull()
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(other)))
  })

  it('accepts an id in upper case', async () => {
    const { session, book } = await shelf()
    expect((await api.delete(`/books/${book.id.toUpperCase()}`, { as: session })).status).toBe(204)
    expect(await rowOf(book.id)).toBeNull()
  })

  it('works for a book without a cover', async () => {
    const { session, book, path } = await shelf()
    await env.DB.prepare('update books set cover_key = null where id = ?').bind(book.id).run()
    await env.COVERS.delete(filesOf(book))
    expect((await api.delete(path, { as: session })).status).toBe(204)
    expect(await rowOf(book.id)).toBeNull()
  })

  it('is for the owner only', async () => {
    const { book, path } = await shelf()
    const before = await rowOf(book.id)
    expect(await errorOf(await api.delete(path, { as: await signedIn() }))).toEqual([404, 'book_not_found'])
    expect(await errorOf(await api.delete(path))).toEqual([401, 'missing_token'])
    expect(await rowOf(book.id)).toEqual(before)
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(book)))
  })

  it.each(['01890a5d-ac96-774b-bcce-b302099a8057', 'emma', '%00'])('finds no book %s', async (id) => {
    const response = await api.delete(`/books/${id}`, { as: await signedIn() })
    expect(await errorOf(response)).toEqual([404, 'book_not_found'])
  })
})

describe('If-Match', () => {
  it.each(['"1"', '*', '"7", "1"'])('lets %s through', async (header) => {
    const { session, book, path } = await shelf()
    const response = await api.delete(path, { as: session, headers: { 'If-Match': header } })
    expect(response.status).toBe(204)
    expect(await rowOf(book.id)).toBeNull()
  })

  it('may be long', async () => {
    const { session, path } = await shelf()
    const headers = { 'If-Match': Array.from({ length: 150 }, (_, index) => `"${index + 1}"`).join(', ') }
    expect((await api.delete(path, { as: session, headers })).status).toBe(204)
  })

  it('shows the right form for a version without quotes', async () => {
    const { session, path } = await shelf()
    const response = await api.delete(path, { as: session, headers: { 'If-Match': '1' } })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })

  it.each(['"2"', 'W/"1"', '""'])('stops %s', async (header) => {
    const { session, book, path } = await shelf()
    const before = await rowOf(book.id)
    const response = await api.delete(path, { as: session, headers: { 'If-Match': header } })
    expect(await errorOf(response)).toEqual([412, 'version_mismatch'])
    expect(await rowOf(book.id)).toEqual(before)
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(book)))
  })

  it('reveals nothing about the book of another user', async () => {
    const { path } = await shelf()
    const response = await api.delete(path, { as: await signedIn(), headers: { 'If-Match': '"7"' } })
    expect(await errorOf(response)).toEqual([404, 'book_not_found'])
  })
})

describe('when a binding fails', () => {
  it('R2: the book is deleted, and its files are swept', async () => {
    const { session, book, path } = await shelf()
    const bindings = { COVERS: failing(env.COVERS) }
    expect((await fetchWith(bindings, request('DELETE', path, { as: session }))).status).toBe(204)
    expect(await rowOf(book.id)).toBeNull()
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(book)))
    await maintainLater()
    expect(await objectKeys()).toEqual(await ownedKeys())
  })

  it('D1, before it commits: nothing has changed', async () => {
    const { session, book, path } = await shelf()
    const [row, objects] = [await rowOf(book.id), await objectKeys()]
    const response = await fetchWith({ DB: atBatch(1, lost) }, request('DELETE', path, { as: session }))
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect(await rowOf(book.id)).toEqual(row)
    expect(await objectKeys()).toEqual(objects)
  })

  it('D1, after it commits: the sweep finds the files', async () => {
    const { session, book, path } = await shelf()
    const response = await fetchWith({ DB: atBatch(1, unanswered) }, request('DELETE', path, { as: session }))
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect(await rowOf(book.id)).toBeNull()
    await maintainLater()
    expect(await objectKeys()).toEqual(await ownedKeys())
  })
})

describe('in parallel', () => {
  it('one request deletes the book, the others find none', async () => {
    const before = await objectKeys()
    const { session, path } = await shelf()
    const responses = await times(10, () => api.delete(path, { as: session }))
    const [deleted, ...others] = responses.toSorted((a, b) => a.status - b.status)
    expect(deleted?.status).toBe(204)
    for (const other of others) expect(await errorOf(other)).toEqual([404, 'book_not_found'])
    expect(await objectKeys()).toEqual(before)
  })

  it('with new covers: no file is left over', async () => {
    const { session, book, path } = await shelf()
    const [deleted, ...covers] = await Promise.all([
      api.delete(path, { as: session }),
      ...Array.from({ length: 4 }, () => newCover(path, session)),
    ])
    expect(deleted.status).toBe(204)
    for (const { status } of covers) expect([200, 404]).toContain(status)
    expect(await rowOf(book.id)).toBeNull()
    await maintainLater()
    expect(await objectKeys()).toEqual(await ownedKeys())
  })
})
