import type { Book } from 'bookplate/client'
import type { Category } from '../router/categories.ts'

/** The values of a book's form before they are sent. */
export interface Draft {
  title: string
  description: string
  category: Category | undefined
  /** A new cover. `undefined` keeps the current one. */
  cover: File | undefined
}

export const emptyDraft: Draft = { title: '', description: '', category: undefined, cover: undefined }

export const draftOf = ({ title, description, category }: Book): Draft => ({
  title,
  description,
  category,
  cover: undefined,
})
