import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { newDevice, newDocument } from '../device.ts'
import { listOf, tie, withDocument } from './documents.ts'

describe('the list of documents', () => {
  it('shows progress, device, time and title, and not the place', async () => {
    const as = await signedIn()
    const device = await newDevice(as.user, 'Kobo_nova')
    const document = newDocument()
    const before = Date.now()
    const metadata = { title: 'Frankenstein', authors: 'Mary Shelley' }
    await device.push({ document, percentage: 0.3217, metadata })
    const [shown, ...others] = await listOf(as)
    expect(others).toEqual([])
    expect(shown).toEqual({
      document,
      title: 'Frankenstein',
      authors: 'Mary Shelley',
      percentage: 0.3217,
      device: 'Kobo_nova',
      synced_at: expect.any(String),
      book: null,
    })
    expect(Date.parse(shown.synced_at)).toBeGreaterThanOrEqual(before)
  })

  it('has the last reports first, in pages', async () => {
    const as = await signedIn()
    const device = await newDevice(as.user)
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const document of names) await device.push({ document })
    await device.push({ document: 'b' })
    const seen: string[] = []
    let path = '/users/documents?limit=2'
    for (let pages = 0; pages < 3; pages++) {
      const response = await api.get(path, { as })
      const { data, page } = await response.json<{
        data: { document: string }[]
        page: { next: string | null }
      }>()
      seen.push(...data.map(({ document }) => document))
      path = `/users/documents?limit=2&cursor=${page.next}`
      if (pages === 2) expect(page.next).toBeNull()
      else expect(response.headers.get('Link')).toContain('rel="next"')
    }
    expect(seen).toHaveLength(5)
    expect(seen[0]).toBe('b')
    expect(seen.toSorted()).toEqual(names)
  })

  it('shows no document of another reader', async () => {
    const { document, bookId } = await withDocument()
    const other = await signedIn()
    expect(await listOf(other)).toEqual([])
    expect(await errorOf(await tie(other, document, bookId))).toEqual([404, 'document_not_found'])
    expect(await errorOf(await tie(other, document, null))).toEqual([404, 'document_not_found'])
    const deletion = await api.delete(`/users/documents/${document}`, { as: other })
    expect(await errorOf(deletion)).toEqual([404, 'document_not_found'])
  })

  it.each(['bm90IGEgY3Vyc29y', 'WzEsMl0', 'x'])('rejects a cursor of no list: %s', async (cursor) => {
    const response = await api.get(`/users/documents?cursor=${cursor}`, { as: await signedIn() })
    expect(await errorOf(response)).toEqual([400, 'invalid_cursor'])
  })
})

describe('a tie', () => {
  it('shows the book in the list, and is removed by null', async () => {
    const { as, document, bookId } = await withDocument()
    const tied = await dataOf(await tie(as, document, bookId))
    expect(tied).toMatchObject({ document, book: { id: bookId } })
    expect(await listOf(as)).toEqual([tied])
    const untied = await dataOf(await tie(as, document, null))
    expect(untied).toEqual({ ...tied, book: null })
    expect(await listOf(as)).toEqual([untied])
  })

  it('is 404 with a book of another reader, or with none', async () => {
    const [mine, theirs] = [await withDocument(), await withDocument()]
    for (const bookId of [theirs.bookId, crypto.randomUUID()])
      expect(await errorOf(await tie(mine.as, mine.document, bookId))).toEqual([404, 'book_not_found'])
    expect(await theirs.read()).toMatchObject({ status: null, progress: null })
  })

  it('is 404 with a document that no device has reported', async () => {
    const { as, bookId } = await withDocument()
    for (const document of [newDocument(), 'é', 'a/b'])
      expect(await errorOf(await tie(as, document, bookId))).toEqual([404, 'document_not_found'])
  })

  it.each([{}, { book_id: 'x' }, { book_id: 12 }, { book_id: null, more: 1 }, []])(
    'is 400 with %j',
    async (body) => {
      const { as, document } = await withDocument()
      const response = await api.put(`/users/documents/${document}`, { as, body })
      expect(await errorOf(response)).toEqual([400, 'invalid_input'])
    },
  )

  it('ends with its book; the document stays', async () => {
    const { as, document, bookId, device } = await withDocument()
    await tie(as, document, bookId)
    expect((await api.delete(`/books/${bookId}`, { as })).status).toBe(204)
    expect(await listOf(as)).toMatchObject([{ document, book: null }])
    expect((await device.push({ document, percentage: 0.5 })).status).toBe(200)
    expect(await listOf(as)).toMatchObject([{ document, percentage: 0.5, book: null }])
  })
})

describe('forgetting a document', () => {
  it('removes it from the list and from the devices', async () => {
    const { as, document, device } = await withDocument()
    expect((await api.delete(`/users/documents/${document}`, { as })).status).toBe(204)
    expect(await listOf(as)).toEqual([])
    expect(await (await device.pull(document)).text()).toBe('{}')
    const again = await api.delete(`/users/documents/${document}`, { as })
    expect(await errorOf(again)).toEqual([404, 'document_not_found'])
  })

  it('leaves the book as it is, and a later report comes back untied', async () => {
    const { as, document, device, bookId, read } = await withDocument()
    await tie(as, document, bookId)
    const before = await read()
    await api.delete(`/users/documents/${document}`, { as })
    await device.push({ document, percentage: 0.7 })
    expect(await read()).toEqual(before)
    expect(await listOf(as)).toMatchObject([{ document, percentage: 0.7, book: null }])
  })
})
