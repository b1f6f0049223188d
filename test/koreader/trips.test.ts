import { expect, it } from 'vitest'
import { request } from '../support/client.ts'
import { countingDatabase, fetchWith } from '../support/worker.ts'
import { tie, withDocument } from './documents/documents.ts'

it.each([
  ['of a document without a book', false, 1],
  ['of a document with a book', true, 2],
])('a report %s takes few round trips', async (_, isTied, most) => {
  const { as, device, document, bookId } = await withDocument()
  if (isTied) await tie(as, document, bookId)
  // The use of the key is noted after the response, once an hour.
  await device.authorize()
  const { DB, trips } = countingDatabase()
  const body = { document, progress: '12', percentage: 0.5, device: 'Kobo' }
  const response = await fetchWith(
    { DB },
    request('PUT', '/koreader/syncs/progress', { body, headers: device.auth }),
  )
  expect(response.status).toBe(200)
  expect(trips()).toBe(most)
})
