import * as z from 'zod'
import { categories } from '../db/schema.ts'
import { stating } from '../http/json-schema.ts'
import { text } from '../http/text.ts'
import { bookFields, format, status } from './fields.ts'
import type { BookFilters } from './filters.ts'
import { maxLanguageLength, maxNameLength, maxQueryLength, maxQueryWords, maxTagLength } from './limits.ts'
import { type SearchTerms, termsOf } from './search.ts'

const wordCount = ({ beginnings, isbn }: SearchTerms) => beginnings.length + (isbn?.orBeginnings.length ?? 0)

const query = text({ max: maxQueryLength })
  // Null for an empty query, which is no search.
  .transform((typed) => (typed.trim() === '' ? null : termsOf(typed)))
  .refine((terms) => !terms || wordCount(terms) <= maxQueryWords, 'Has too many words.')

const rating = stating(
  z
    .string()
    .regex(/^[0-5](\.\d{1,2})?$/, 'Must be a number of stars.')
    .transform(Number)
    .pipe(z.number().min(0.25).max(5).multipleOf(0.25)),
  { type: 'number', minimum: 0.25, maximum: 5, multipleOf: 0.25, examples: [4] },
)

/** The filters of lists and of their facets. A book must pass all that are given. */
export const filterParameters = {
  category: z
    .enum([...categories, 'none'])
    .optional()
    .describe('Only books of this category; `none`: only those without one.'),
  status: status.optional().describe('Only books with this status.'),
  tag: text({ min: 1, max: maxTagLength })
    .optional()
    .meta({
      description: 'Only books with this tag, in any case.',
      examples: ['gothic'],
    }),
  author: text({ min: 1, max: maxNameLength })
    .optional()
    .meta({
      description: 'Only books with this author: the whole name, without case, accents and punctuation.',
      examples: ['Mary Shelley'],
    }),
  series: text({ min: 1, max: maxNameLength })
    .optional()
    .meta({
      description:
        'Only books of this series: its whole name, without case, accents, punctuation and an article at the start.',
      examples: ['Earthsea'],
    }),
  language: stating(bookFields.shape.language.unwrap().optional(), {
    type: 'string',
    maxLength: maxLanguageLength,
    description: 'Only books in exactly this language: `en` does not find `en-GB`.',
    examples: ['en'],
  }),
  format: format.optional().describe('Only books in this format.'),
  owned: stating(
    z.enum(['true', 'false']).transform((value) => value === 'true'),
    {
      type: 'boolean',
      description: 'Only books that you own, or only those that you do not own.',
      examples: [true],
    },
  ).optional(),
  cover: z.literal('none').optional().describe('Only books without a cover.'),
  rating_min: rating.optional().describe('Only books with at least this rating.'),
  q: stating(query, {
    type: 'string',
    maxLength: maxQueryLength,
    description:
      'Beginnings of words. A book must have each of them in its title, description, authors, series, tags, review or notes. ' +
      'An ISBN may be typed with or without hyphens, in either form, as far as it is known.',
    examples: ['frank prom'],
  }).optional(),
} satisfies { [K in keyof BookFilters]-?: z.ZodType<BookFilters[K]> }

export const filterNames = Object.keys(filterParameters) as (keyof BookFilters)[]
