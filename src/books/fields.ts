import * as z from 'zod'
import { categories } from '../db/schema.ts'
import { text, trimmedText } from '../http/text.ts'
import { maxDescriptionLength, maxTitleLength } from './limits.ts'

/** The categories of books. */
export const category = z.enum(categories).meta({
  id: 'Category',
  description: 'The category of a book.',
  examples: ['horror'],
})

/** The fields that a reader gives a book. Create, change, import and export are derived from them. */
export const bookFields = z.strictObject({
  title: trimmedText({ min: 1, max: maxTitleLength }).meta({
    description: 'The title. White space at the ends is removed.',
    examples: ['Frankenstein'],
  }),
  description: text({ max: maxDescriptionLength }).meta({
    description: 'A description in plain text. It may be empty.',
    examples: ['A modern Prometheus.'],
  }),
  category,
})

export type BookFields = z.output<typeof bookFields>
export type BookField = keyof BookFields
export type Category = BookFields['category']

export const bookFieldNames = bookFields.keyof().options

/** The same fields in a response. Lengths are in UTF-16 units: clients count those, and a code point has at most two. */
export const presentedBookFields = {
  title: z
    .string()
    .max(2 * maxTitleLength)
    .describe('The title.'),
  description: z
    .string()
    .max(2 * maxDescriptionLength)
    .describe('The description in plain text.'),
  category,
} satisfies Record<BookField, z.ZodType>
