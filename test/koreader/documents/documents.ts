import { expect } from 'vitest'
import { putBook } from '../../books/put-book.ts'
import { api, dataOf, type Session } from '../../support/client.ts'
import { signedIn, type TestUser } from '../../support/makers.ts'
import { newDevice, newDocument } from '../device.ts'

/** @returns a reader with a device, which has reported one document, and a book */
export const withDocument = async (percentage = 0.32, fields: object = {}) => {
  const as: Session & { user: TestUser } = await signedIn()
  const device = await newDevice(as.user)
  const document = newDocument()
  expect((await device.push({ document, percentage })).status).toBe(200)
  const { id } = await putBook(as, fields)
  const read = async () => dataOf(await api.get(`/books/${id}`, { as }))
  return { as, device, document, bookId: id, read }
}

export const listOf = async (as: Session, query = '') =>
  dataOf(await api.get(`/users/documents${query}`, { as }))

export const tie = (as: Session, document: string, bookId: string | null) =>
  api.put(`/users/documents/${encodeURIComponent(document)}`, { as, body: { book_id: bookId } })
