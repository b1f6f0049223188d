import * as z from 'zod'
import { maxCoverBytes, maxUploadPixels, maxUploadSide } from '../covers/limits.ts'
import { id, idParameter, instant } from '../http/fields.ts'
import { formFile } from '../http/form-file.ts'
import { stating } from '../http/json-schema.ts'
import { cursorParameter, limitParameter } from '../http/pagination.ts'
import { text } from '../http/text.ts'
import { bookFields, category, presentedBookFields } from './fields.ts'
import { maxQueryLength, maxQueryWords, maxTitleLength } from './limits.ts'
import type { Book } from './rows.ts'
import { beginningsOf } from './search.ts'

const cover = formFile(
  `A JPEG, PNG, WebP or GIF of at most ${maxCoverBytes / 1e6} MB, ${maxUploadSide.toLocaleString('en')} pixels a side and ` +
    `${maxUploadPixels / 1e6} megapixels.`,
  maxCoverBytes,
)

export const newBook = bookFields.extend({ cover_image: cover })
export const bookChanges = bookFields.partial()
export const bookChangesWithCover = newBook.partial()
export const bookParameters = z.object({ id: idParameter })

const beginnings = text({ max: maxQueryLength })
  // Null for an empty query, which is no search.
  .transform((query) => (query.trim() === '' ? null : beginningsOf(query)))
  .refine((found) => (found?.length ?? 0) <= maxQueryWords, 'Has too many words.')

export const bookListQuery = z
  .strictObject({
    limit: limitParameter,
    cursor: cursorParameter.optional(),
    category: category.optional().describe('Only books of this category.'),
    sort: z
      .enum(['created_at', '-created_at', 'title', '-title'])
      .default('-created_at')
      .describe('The order; `-` reverses it.'),
    scope: z.enum(['mine', 'all']).default('mine').describe('Your books, or the books of all readers.'),
    q: stating(beginnings, {
      type: 'string',
      maxLength: maxQueryLength,
      description: 'Beginnings of words. A book must have each of them in its title or description.',
      examples: ['frank prom'],
    }).optional(),
  })
  .refine(({ q, scope }) => q === undefined || scope === 'mine', {
    path: ['q'],
    message: 'Search covers your own books only.',
  })

/** The last book of a page: Unix milliseconds or a title, depending on the order, and an id. */
export const listPosition = {
  created_at: z.tuple([z.int(), z.uuid()]),
  title: z.tuple([z.string().max(2 * maxTitleLength), z.uuid()]),
}

const coverUrl = z.url().max(2048).nullable()

export const presentedBook = z
  .object({
    id,
    user_id: id.describe('The owner of the book.'),
    ...presentedBookFields,
    image_url: coverUrl.describe('At most 1,200 pixels a side; null for a book without a cover.'),
    thumbnail_url: coverUrl.describe('At most 150 × 150 pixels; null for a book without a cover.'),
    created_at: instant.describe('When the book was added.'),
    updated_at: instant.describe('When the book last changed.'),
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

/** A book in a response. A new column stays private until it is named here. */
export const presentBook = (book: Book, publicUrl: string): PresentedBook => {
  const coverUrl = (file: string) =>
    book.coverKey === null ? null : `${publicUrl}/covers/${book.coverKey}/${file}`
  const createdAt = book.createdAt.toISOString()
  const isChanged = book.updatedAt.getTime() !== book.createdAt.getTime()
  return {
    id: book.id,
    user_id: book.userId,
    title: book.title,
    description: book.description,
    category: book.category,
    image_url: coverUrl('cover.webp'),
    thumbnail_url: coverUrl('thumb.webp'),
    created_at: createdAt,
    // Most books never change, and a list spends more on formatting instants than on the rest of its rows.
    updated_at: isChanged ? book.updatedAt.toISOString() : createdAt,
  }
}
