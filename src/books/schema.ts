import * as z from 'zod'
import { type books, categories } from '../db/schema.ts'
import { limitParameter } from '../http/pagination.ts'
import { text, trimmedText } from '../http/text.ts'
import { beginningsOf } from './search.ts'

const fields = {
  title: trimmedText({ min: 1, max: 200 }),
  description: text({ max: 5000 }),
  category: z.enum(categories),
}
const file = z.instanceof(File, { message: 'Must be a file.' })

export const newBook = z.strictObject({ ...fields, cover_image: file })
export const bookChanges = z.strictObject(fields).partial()
export const bookChangesWithCover = z.strictObject({ ...fields, cover_image: file }).partial()
export const bookParameters = z.object({ id: z.uuid().toLowerCase() })

/** What to search for: more would not find less. */
const maxBeginnings = 32

const beginnings = text({ max: 100 })
  // Null for an empty query, which is no search.
  .transform((query) => (query.trim() === '' ? null : beginningsOf(query)))
  .refine((found) => (found?.length ?? 0) <= maxBeginnings, 'Has too many words.')

export const bookListQuery = z
  .strictObject({
    limit: limitParameter,
    cursor: z.string().optional(),
    category: z.enum(categories).optional(),
    sort: z.enum(['created_at', '-created_at', 'title', '-title']).default('-created_at'),
    scope: z.enum(['mine', 'all']).default('mine'),
    q: beginnings.optional(),
  })
  .refine(({ q, scope }) => q === undefined || scope === 'mine', {
    path: ['q'],
    message: 'Searches your own books only.',
  })

/** Where a page ended: Unix milliseconds or a title, by what it is sorted by, and an id. */
export const listPosition = {
  created_at: z.tuple([z.int(), z.uuid()]),
  title: z.tuple([z.string().max(400), z.uuid()]),
}

export type BookFields = z.output<typeof bookChanges>

/** What a book looks like from outside; a new column stays inside until it is named here. */
export const presentBook = (book: typeof books.$inferSelect, publicUrl: string) => {
  const coverUrl = (file: string) =>
    book.coverKey === null ? null : `${publicUrl}/covers/${book.coverKey}/${file}`
  return {
    id: book.id,
    user_id: book.userId,
    title: book.title,
    description: book.description,
    category: book.category,
    image_url: coverUrl('cover.webp'),
    thumbnail_url: coverUrl('thumb.webp'),
    created_at: book.createdAt.toISOString(),
    updated_at: book.updatedAt.toISOString(),
  }
}

export type PresentedBook = ReturnType<typeof presentBook>
