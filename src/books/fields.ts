import * as z from 'zod'
import { categories, formats, statuses } from '../db/schema.ts'
import { wholeNumber } from '../http/fields.ts'
import { stating } from '../http/json-schema.ts'
import { text, trimmedText } from '../http/text.ts'
import { extra } from './extra.ts'
import { isbn, language, name, reading, stepped, tags } from './field-rules.ts'
import {
  maxAuthors,
  maxDescriptionLength,
  maxLanguageLength,
  maxNameLength,
  maxPages,
  maxReadings,
  maxReviewLength,
  maxSeriesNumber,
  maxTitleLength,
  maxYear,
  minYear,
} from './limits.ts'

/** The categories of books. */
export const category = z.enum(categories).meta({
  id: 'Category',
  description: 'The category of a book.',
  examples: ['horror'],
})

export const status = z.enum(statuses).meta({
  id: 'Status',
  description: 'How far the reader is with the book.',
  examples: ['read'],
})

export const format = z.enum(formats).meta({
  id: 'Format',
  description: 'The form of the edition.',
  examples: ['paperback'],
})

/**
 * The fields that a reader gives a book. Create, change, batch, import, export and the web form are derived from them.
 * Null stands for an unknown value.
 */
export const bookFields = z.strictObject({
  title: trimmedText({ min: 1, max: maxTitleLength }).meta({
    description: 'The title. White space at the ends is removed.',
    examples: ['Frankenstein'],
  }),
  authors: z
    .array(name(maxNameLength))
    .max(maxAuthors)
    .meta({ description: 'The authors, in order; empty when unknown.', examples: [['Mary Shelley']] }),
  description: text({ max: maxDescriptionLength }).meta({
    description: 'A description in plain text. It may be empty.',
    examples: ['A modern Prometheus.'],
  }),
  category: category.nullable().meta({ description: 'The category; null for none.', examples: ['horror'] }),
  series: name(maxNameLength)
    .nullable()
    .meta({ description: 'The series, or null.', examples: ['Monsters'] }),
  series_number: stepped(0.01, 0, maxSeriesNumber)
    .nullable()
    .meta({ description: 'The place in the series, or null.', examples: [1] }),
  isbn: stating(isbn.nullable(), {
    type: ['string', 'null'],
    maxLength: 40,
    description: 'An ISBN-10 or ISBN-13, with or without hyphens; stored as 13 digits. Null for none.',
    examples: ['9780141439471'],
  }),
  publisher: name(maxNameLength)
    .nullable()
    .meta({ description: 'The publisher.', examples: ['Penguin'] }),
  published_year: wholeNumber(minYear, maxYear)
    .nullable()
    .meta({ description: 'The year of publication; negative for BC.', examples: [1818] }),
  language: stating(language.nullable(), {
    type: ['string', 'null'],
    maxLength: maxLanguageLength,
    description: 'A BCP 47 tag, returned in its canonical form. Null for none.',
    examples: ['en'],
  }),
  pages: wholeNumber(1, maxPages)
    .nullable()
    .meta({ description: 'The pages.', examples: [280] }),
  format: format.nullable().meta({ description: 'The form of the edition.', examples: ['paperback'] }),
  status: status.nullable().meta({ description: 'How far you are with the book.', examples: ['read'] }),
  rating: stepped(0.25, 0.25, 5)
    .nullable()
    .meta({ description: 'Stars, in quarters.', examples: [4.5] }),
  progress: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .meta({
      description: 'The part that has been read, from 0 to 1.',
      examples: [1],
    }),
  readings: z
    .array(reading)
    .max(maxReadings)
    .meta({
      description: 'Each time that the book was read.',
      examples: [[{ started_on: '2026-10-01', finished_on: '2026-10-31' }]],
    }),
  tags: tags.meta({ description: 'Tags of your own, unique without case.', examples: [['gothic']] }),
  review: text({ max: maxReviewLength }).meta({ description: 'Your review.', examples: ['It lives.'] }),
  notes: text({ max: maxReviewLength }).meta({ description: 'Your notes.', examples: ['Lent by a friend.'] }),
  owned: z
    .boolean()
    .nullable()
    .meta({ description: 'Whether you own the book.', examples: [true] }),
  extra,
})

export type BookFields = z.output<typeof bookFields>
export type BookField = keyof BookFields
export type Category = NonNullable<BookFields['category']>

export const bookFieldNames = bookFields.keyof().options

/** The fields that only the owner ever sees. */
export const privateFields = [
  'status',
  'rating',
  'progress',
  'readings',
  'tags',
  'review',
  'notes',
  'owned',
  'extra',
] as const satisfies readonly BookField[]

/** A book of which nothing is known. */
export const emptyFields: Omit<BookFields, 'title'> = {
  authors: [],
  description: '',
  category: null,
  series: null,
  series_number: null,
  isbn: null,
  publisher: null,
  published_year: null,
  language: null,
  pages: null,
  format: null,
  status: null,
  rating: null,
  progress: null,
  readings: [],
  tags: [],
  review: '',
  notes: '',
  owned: null,
  extra: {},
}
