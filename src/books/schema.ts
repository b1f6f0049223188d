import { z } from 'zod'
import { type books, categories } from '../db/schema.ts'
import { limitParameter } from '../http/pagination.ts'
import { text, trimmedText } from '../http/text.ts'

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

export const bookListQuery = z.strictObject({
  limit: limitParameter,
  cursor: z.string().optional(),
  category: z.enum(categories).optional(),
})

/** Where a page of the newest books ended: Unix milliseconds and the id. */
export const newestCursor = z.tuple([z.int(), z.uuid()])

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
