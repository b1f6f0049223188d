import { request, type Session } from '../support/client.ts'
import { bookForm } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

export type Fields = Parameters<typeof bookForm>[0]

export const key = 'a key'
export const emma = { title: 'Emma' }
export const reused = [422, 'idempotency_key_reused']

/** Sends a request that adds a book: always with the same key, unless `headers` has another. */
export const create = async (
  as: Session,
  fields: Fields = emma,
  bindings: Partial<Env> = {},
  headers: Record<string, string> = {},
) =>
  fetchWith(
    bindings,
    request('POST', '/books', {
      as,
      body: await bookForm(fields),
      headers: { 'Idempotency-Key': key, ...headers },
    }),
  )

/** @returns all parts of a response that a client may use */
export const partsOf = async (response: Response) => ({
  status: response.status,
  location: response.headers.get('Location'),
  etag: response.headers.get('ETag'),
  body: await response.text(),
})
