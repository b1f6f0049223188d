import * as z from 'zod'
import { categories } from '../db/schema.ts'
import { text, trimmedText } from '../http/text.ts'
import { maxDescriptionLength, maxTitleLength } from './limits.ts'

/** The fields that a reader gives a book. Create, change, import and export are derived from them. */
export const bookFields = z.strictObject({
  title: trimmedText({ min: 1, max: maxTitleLength }),
  description: text({ max: maxDescriptionLength }),
  category: z.enum(categories),
})

export type BookFields = z.output<typeof bookFields>
export type BookField = keyof BookFields
export type Category = BookFields['category']

export const bookFieldNames = bookFields.keyof().options

/** The same fields in a response. Lengths are in UTF-16 units: clients count those, and a code point has at most two. */
export const presentedBookFields = {
  title: z.string().max(2 * maxTitleLength),
  description: z.string().max(2 * maxDescriptionLength),
  category: z.enum(categories),
} satisfies Record<BookField, z.ZodType>
