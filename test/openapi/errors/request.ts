import { importForm } from '../../request-makers.ts'
import { request, type Session } from '../../support/client.ts'
import { bookForm } from '../../support/makers.ts'
import { type Attempt, validRequest, withHeaders } from '../successes.ts'

/** Makes a request that fails with one error code, for the operation as the document names it. */
export type Cause = (operation: string) => Promise<Attempt>

/** Whether the operation takes a form only. */
export const takesForm = (operation: string) => ['POST /books', 'POST /books/import'].includes(operation)

/** A body of `DELETE /users` is read only with this query. */
const queryOf = (operation: string) => (operation === 'DELETE /users' ? '?purge=true' : '')

export const valid = (operation: string) => validRequest(operation, queryOf(operation))

export const withQuery =
  (query: string): Cause =>
  async (operation) => ({ request: await validRequest(operation, query) })

export const withHeader =
  (headers: Record<string, string | undefined>): Cause =>
  async (operation) => ({ request: withHeaders(await valid(operation), headers) })

/** The valid request with another body. @param type undefined for the type that belongs to the body */
export const withBody =
  (body: (operation: string) => BodyInit, type?: (operation: string) => string): Cause =>
  async (operation) => {
    const { url, method, headers } = await valid(operation)
    const all = new Headers(headers)
    all.delete('Content-Type')
    if (type) all.set('Content-Type', type(operation))
    return { request: new Request(url, { method, headers: all, body: body(operation) }) }
  }

export const withBindings =
  (bindings: Partial<Env>): Cause =>
  async (operation) => ({ request: await validRequest(operation), bindings })

export const attempt = (method: string, path: string, options: Parameters<typeof request>[2]): Attempt => ({
  request: request(method, path, options),
})

/** A batch of one operation. */
export const batchOf = (as: Session, one: object) =>
  request('POST', '/books/batch', { as, body: { operations: [one] } })

/** Adds a book with this title, by a form, a batch or an import; or a book with it as notes, by its ISBN. */
export const addTitle = async (operation: string, as: Session, title: string) => {
  if (operation === 'POST /books/batch') return batchOf(as, { op: 'create', book: { title } })
  if (operation === 'POST /books') return request('POST', '/books', { as, body: await bookForm({ title }) })
  if (operation === 'POST /books/from-isbn')
    return request('POST', '/books/from-isbn', { as, body: { isbn: '9780141439471', notes: title } })
  const form = importForm()
  form.set('file', new File([`title,description,category\r\n${title},,science\r\n`], 'books.csv'))
  return request('POST', '/books/import', { as, body: form })
}
