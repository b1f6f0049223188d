import * as z from 'zod'
import { maxCoverBytes, maxUploadPixels, maxUploadSide } from '../covers/limits.ts'
import { idParameter } from '../http/fields.ts'
import { formFile } from '../http/form-file.ts'
import { stating } from '../http/json-schema.ts'
import { cursorParameter, limitParameter } from '../http/pagination.ts'
import { text } from '../http/text.ts'
import { bookFields, category } from './fields.ts'
import { formFields } from './form-fields.ts'
import { maxQueryLength, maxQueryWords, maxTitleLength } from './limits.ts'
import { beginningsOf } from './search.ts'

const cover = formFile(
  `A JPEG, PNG, WebP or GIF of at most ${maxCoverBytes / 1e6} MB, ${maxUploadSide.toLocaleString('en')} pixels a side and ` +
    `${maxUploadPixels / 1e6} megapixels.`,
  maxCoverBytes,
)

const withCover = formFields.extend({ cover_image: cover })

/** In a form the fields of the first version are required, and a cover. */
export const newBookForm = withCover
  .partial()
  .required({ title: true, description: true, category: true, cover_image: true })
export const newBook = bookFields.partial().required({ title: true })
export const bookChanges = bookFields.partial()
export const bookChangesWithCover = withCover.partial()
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
