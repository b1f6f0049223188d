import * as z from 'zod'
import { type books, categories } from '../db/schema.ts'
import { maxCoverBytes } from '../http/body.ts'
import { id, idParameter, instant } from '../http/fields.ts'
import { formFile } from '../http/form-file.ts'
import { stating } from '../http/json-schema.ts'
import { cursorParameter, limitParameter } from '../http/pagination.ts'
import { text, trimmedText } from '../http/text.ts'
import { beginningsOf } from './search.ts'

const fields = {
  title: trimmedText({ min: 1, max: 200 }),
  description: text({ max: 5000 }),
  category: z.enum(categories),
}
const cover = formFile(
  'A JPEG, PNG, WebP or GIF of at most 10 MB, 12,000 pixels a side and 50 megapixels.',
  maxCoverBytes,
)

export const newBook = z.strictObject({ ...fields, cover_image: cover })
export const bookChanges = z.strictObject(fields).partial()
export const bookChangesWithCover = z.strictObject({ ...fields, cover_image: cover }).partial()
export const bookParameters = z.object({ id: idParameter })

/** What to search for: more would not find less. */
const maxBeginnings = 32

const beginnings = text({ max: 100 })
  // Null for an empty query, which is no search.
  .transform((query) => (query.trim() === '' ? null : beginningsOf(query)))
  .refine((found) => (found?.length ?? 0) <= maxBeginnings, 'Has too many words.')

export const bookListQuery = z
  .strictObject({
    limit: limitParameter,
    cursor: cursorParameter.optional(),
    category: z.enum(categories).optional().describe('Books of this category only.'),
    sort: z
      .enum(['created_at', '-created_at', 'title', '-title'])
      .default('-created_at')
      .describe('What to sort by; `-` is the other way round.'),
    scope: z.enum(['mine', 'all']).default('mine').describe('Whose books: yours, or those of everybody.'),
    q: stating(beginnings, {
      type: 'string',
      maxLength: 100,
      description: 'Beginnings of words that the title or the description must have, all of them.',
    }).optional(),
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

const coverUrl = z.url().max(2048).nullable()

export const presentedBook = z
  .object({
    id,
    user_id: id,
    title: z.string().max(400),
    description: z.string().max(10_000),
    category: z.enum(categories),
    image_url: coverUrl.describe('At most 1,200 pixels a side; null for a book that came without a cover.'),
    thumbnail_url: coverUrl.describe('At most 150 × 150 pixels.'),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Book',
    examples: [
      {
        id: '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b',
        user_id: '0190a1b2-0000-7e5f-8a6b-7c8d9e0f1a2b',
        title: 'Frankenstein',
        description: 'A modern Prometheus.',
        category: 'horror',
        image_url: 'https://books.example/covers/AAAAAAAAAAAAAAAAAAAAAA/cover.webp',
        thumbnail_url: 'https://books.example/covers/AAAAAAAAAAAAAAAAAAAAAA/thumb.webp',
        created_at: '2026-11-22T08:00:00.000Z',
        updated_at: '2026-11-22T08:00:00.000Z',
      },
    ],
  })

export type PresentedBook = z.output<typeof presentedBook>

/** What a book looks like from outside; a new column stays inside until it is named here. */
export const presentBook = (book: typeof books.$inferSelect, publicUrl: string): PresentedBook => {
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
