import { expect, it } from 'vitest'
import { importForm } from '../books/import/transfer.ts'
import { bookRow, putRows } from '../books/put-book.ts'
import { api, dataOf, request, type Session } from '../support/client.ts'
import { countingRows } from '../support/counting-rows.ts'
import { bookForm, newBook, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const csv = 'title,description,category\r\nOne,x,science\r\nTwo,yy,science\r\n'

const writes: Record<string, (as: Session, id: string) => Promise<Request>> = {
  create: async (as) => request('POST', '/books', { as, body: await bookForm({ title: 'Created' }) }),
  import: async (as) => request('POST', '/books/import', { as, body: importForm(csv, 'apply') }),
  'import that updates': async (as, id) => {
    const { title } = await dataOf(await api.get(`/books/${id}`, { as }))
    const rows = `title,description,category,publisher\r\n${title},,,Ace\r\n`
    return request('POST', '/books/import', { as, body: importForm(rows, 'apply', { existing: 'update' }) })
  },
  update: async (as, id) => request('PATCH', `/books/${id}`, { as, body: { description: 'Changed' } }),
  'update of a cover': async (as, id) =>
    request('PUT', `/books/${id}`, { as, body: await bookForm({ title: 'Changed' }) }),
  delete: async (as, id) => request('DELETE', `/books/${id}`, { as }),
}

it.each(Object.keys(writes))(
  'a write reads no more rows of a large library, but for the walk of an import: %s',
  async (name) => {
    const rowsAmong = async (count: number) => {
      const as = await signedIn()
      const { id } = await newBook(as)
      await putRows(Array.from({ length: count }, () => bookRow(as.user.id)))
      const { DB, rows } = countingRows()
      const toSend = await writes[name]?.(as, id)
      // The library is at its quota, so an import also counts the books that it would add.
      const bindings = name === 'import' ? { DB, QUOTA_BOOKS: '2' } : { DB }
      await fetchWith(bindings, toSend as Request)
      return rows()
    }
    // An import walks two indexes of the reader's own books: titles are compared folded.
    const walked = name.startsWith('import') ? 2 * 1000 : 0
    expect(await rowsAmong(1000)).toBeLessThanOrEqual((await rowsAmong(10)) + walked)
  },
)
