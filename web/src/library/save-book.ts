import type { Book } from 'bookplate/client'
import { data } from 'bookplate/client'
import { api, client } from '../session/session.ts'
import type { Draft } from './draft.ts'

interface SaveOptions {
  /** Of the version that the reader has seen. */
  etag: string
  onProgress: (share: number) => void
}

/** Changes a book, unless it is not the version of `etag` any more. @throws ApiError `version_mismatch` then */
export const saveChanges = (id: string, draft: Draft, { etag, onProgress }: SaveOptions): Promise<Book> => {
  const headers = { 'If-Match': etag }
  if (draft.cover) {
    return client.upload('PATCH', `/books/${id}`, formDataOf(draft), { headers, onProgress })
  }
  const { title, description, category } = draft
  const json = { title, description, ...(category && { category }) }
  return data(api.books[':id'].$patch({ param: { id }, json }, { headers }))
}

/** The draft as the service takes it. */
export const formDataOf = ({ title, description, category, cover }: Draft): FormData => {
  const form = new FormData()
  form.set('title', title)
  form.set('description', description)
  if (category) form.set('category', category)
  if (cover) form.set('cover_image', cover)
  return form
}
