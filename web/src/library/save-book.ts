import type { Book } from 'bookplate/client'
import { data } from 'bookplate/client'
import { api, client } from '../session/session.ts'
import type { Draft } from './draft.ts'

type OnProgress = (share: number) => void

interface AddOptions {
  /** The service saves the book once, even if a request with this key arrives twice. */
  idempotencyKey: string
  onProgress: OnProgress
}

interface ChangeOptions {
  /** The entity tag of the version that the reader has edited. */
  etag: string
  onProgress: OnProgress
}

const formDataOf = ({ title, description, category, cover }: Draft): FormData => {
  const form = new FormData()
  form.set('title', title)
  form.set('description', description)
  if (category) form.set('category', category)
  if (cover) form.set('cover_image', cover)
  return form
}

export const addBook = (draft: Draft, { idempotencyKey, onProgress }: AddOptions): Promise<Book> =>
  client.upload('POST', '/books', formDataOf(draft), {
    headers: { 'Idempotency-Key': idempotencyKey },
    onProgress,
  })

/** @throws ApiError `version_mismatch` when the book has changed since the version of `etag` */
export const changeBook = (id: string, draft: Draft, { etag, onProgress }: ChangeOptions): Promise<Book> => {
  const headers = { 'If-Match': etag }
  if (draft.cover) {
    return client.upload('PATCH', `/books/${id}`, formDataOf(draft), { headers, onProgress })
  }
  const { title, description, category } = draft
  const json = { title, description, ...(category && { category }) }
  return data(api.books[':id'].$patch({ param: { id }, json }, { headers }))
}
