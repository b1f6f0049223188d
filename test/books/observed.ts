import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, request, type Session } from '../support/client.ts'
import { fixture, type TestBook } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { formOf, rowOf, shelf } from './library.ts'

/** @returns a form with a cover and these fields */
export const coverForm = async (fields = {}) => formOf({ ...fields, cover_image: await fixture('tiny.png') })

/** Changes the cover of a book. */
export const newCover = async (path: string, as: Session, bindings: Partial<Env> = {}, fields = {}) =>
  fetchWith(bindings, request('PATCH', path, { as, body: await coverForm(fields) }))

const coverBytes = async (book: TestBook) => {
  const responses = [book.image_url, book.thumbnail_url].map((url) => api.get(new URL(url).pathname))
  const files = await Promise.all(responses.map(async (response) => (await response).bytes()))
  return files.map((bytes) => bytes.toHex())
}

export const read = async (path: string, as: Session): Promise<TestBook> =>
  dataOf(await api.get(path, { as }))

/** A new book, its state in D1 and R2, and the other objects in the bucket. */
export const observed = async () => {
  const made = await shelf()
  const state = async () => ({
    row: await rowOf(made.book.id),
    files: await coverBytes(made.book),
    objects: await objectKeys(),
  })
  const others = (await objectKeys()).filter((key) => !filesOf(made.book).includes(key))
  return { ...made, state, others }
}
