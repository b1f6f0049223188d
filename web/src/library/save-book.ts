import { data } from 'bookplate/client'
import { api, client } from '../session/session.ts'
import type { BookFields, OwnBook } from './book.ts'

type OnProgress = (share: number) => void

/** The fields that are sent, and a new cover. */
export interface BookChanges {
  fields: Partial<BookFields>
  cover: File | undefined
}

interface SendOptions {
  onProgress: OnProgress
  /** Stops the request. The service may have carried it out. */
  signal?: AbortSignal
}

interface AddOptions extends SendOptions {
  /** The service saves the book once, even if a request with this key arrives twice. */
  idempotencyKey: string
}

interface ChangeOptions extends SendOptions {
  /** The entity tag of the version that the reader has edited. */
  etag: string
}

const jsonFields = new Set(['readings', 'extra'])

/** A list is a repeated part, and a single empty part is an empty list. Readings and own fields are JSON. */
const partsOf = ([name, value]: [string, unknown]): [string, string][] => {
  if (jsonFields.has(name)) return [[name, JSON.stringify(value)]]
  if (Array.isArray(value)) return (value.length > 0 ? value : ['']).map((item) => [name, String(item)])
  return [[name, value === null ? '' : String(value)]]
}

const formDataOf = (fields: Partial<BookFields>, cover: File): FormData => {
  const form = new FormData()
  for (const [name, text] of Object.entries(fields).flatMap(partsOf)) form.append(name, text)
  form.set('cover_image', cover)
  return form
}

/** @param changes has a title */
export const addBook = (changes: BookChanges, options: AddOptions): Promise<OwnBook> => {
  const { fields, cover } = changes
  const { idempotencyKey, onProgress, signal } = options
  const headers = { 'Idempotency-Key': idempotencyKey }
  if (cover) {
    // A form must have these two.
    const form = formDataOf({ description: '', category: null, ...fields }, cover)
    return client.upload('POST', '/books', form, { headers, onProgress, signal })
  }
  const json = { title: '', ...fields }
  return data(api.books.$post({ json }, { headers, init: { signal: signal ?? null } }))
}

/** @throws ApiError `version_mismatch` when the book has changed since the version of `etag` */
export const changeBook = (id: string, changes: BookChanges, options: ChangeOptions): Promise<OwnBook> => {
  const { fields, cover } = changes
  const { etag, onProgress, signal } = options
  const headers = { 'If-Match': etag }
  if (cover) {
    const form = formDataOf(fields, cover)
    return client.upload('PATCH', `/books/${id}`, form, { headers, onProgress, signal })
  }
  return data(
    api.books[':id'].$patch({ param: { id }, json: fields }, { headers, init: { signal: signal ?? null } }),
  )
}
