import * as z from 'zod'
import { count, id, instant, wholeNumber } from '../http/fields.ts'
import { stating } from '../http/json-schema.ts'
import { type BookField, category, format, status } from './fields.ts'
import {
  maxAuthors,
  maxDescriptionLength,
  maxExtraFields,
  maxExtraValueLength,
  maxLanguageLength,
  maxNameLength,
  maxPages,
  maxReadings,
  maxReviewLength,
  maxSeriesNumber,
  maxTagLength,
  maxTags,
  maxTitleLength,
  maxYear,
  minYear,
} from './limits.ts'

/** Lengths are in UTF-16 units: clients count those, and a code point has at most two. */
const text = (max: number) => z.string().max(2 * max)
const day = stating(z.iso.date(), { type: 'string', format: 'date', maxLength: 10 })

/** The fields of a book in a response. */
export const presentedBookFields = {
  title: text(maxTitleLength).describe('The title.'),
  authors: z.array(text(maxNameLength)).max(maxAuthors).describe('The authors, in order.'),
  description: text(maxDescriptionLength).describe('The description in plain text.'),
  category: category.nullable().describe('The category; null for none.'),
  series: text(maxNameLength).nullable().describe('The series.'),
  series_number: z.number().min(0).max(maxSeriesNumber).nullable().describe('The place in the series.'),
  isbn: z.string().max(13).nullable().describe('The 13 digits of the ISBN.'),
  publisher: text(maxNameLength).nullable().describe('The publisher.'),
  published_year: wholeNumber(minYear, maxYear)
    .nullable()
    .describe('The year of publication; negative for BC.'),
  language: z.string().max(maxLanguageLength).nullable().describe('A BCP 47 tag.'),
  pages: wholeNumber(1, maxPages).nullable().describe('The pages.'),
  format: format.nullable().describe('The form of the edition.'),
  status: status.nullable().describe('How far the owner is with the book.'),
  rating: z.number().min(0.25).max(5).nullable().describe('Stars, in quarters.'),
  progress: z.number().min(0).max(1).nullable().describe('The part that has been read, from 0 to 1.'),
  readings: z
    .array(
      z.object({
        started_on: day.nullable().describe('The first day.'),
        finished_on: day.nullable().describe('The last day.'),
      }),
    )
    .max(maxReadings)
    .describe('Each time that the book was read.'),
  tags: z.array(text(maxTagLength)).max(maxTags).describe('The tags of the owner.'),
  review: text(maxReviewLength).describe('The review of the owner.'),
  notes: text(maxReviewLength).describe('The notes of the owner.'),
  owned: z.boolean().nullable().describe('Whether the reader owns the book.'),
  extra: stating(z.record(z.string(), z.string()), {
    type: 'object',
    maxProperties: maxExtraFields,
    additionalProperties: { type: 'string', maxLength: 2 * maxExtraValueLength },
  }).describe('Fields of the owner’s own.'),
} satisfies Record<BookField, z.ZodType>

const coverUrl = z.url().max(2048).nullable()

const {
  status: presentedStatus,
  rating,
  progress,
  readings,
  tags,
  review,
  notes,
  owned,
  extra,
  ...publicFields
} = presentedBookFields

const example = {
  id: '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b',
  user_id: '0190a1b2-0000-7e5f-8a6b-7c8d9e0f1a2b',
  title: 'Frankenstein',
  authors: ['Mary Shelley'],
  description: 'A modern Prometheus.',
  category: 'horror' as const,
  series: null,
  series_number: null,
  isbn: '9780141439471',
  publisher: 'Penguin',
  published_year: 1818,
  language: 'en',
  pages: 280,
  format: 'paperback' as const,
  image_url: 'https://books.example/covers/AAAAAAAAAAAAAAAAAAAAAA/cover.webp',
  thumbnail_url: 'https://books.example/covers/AAAAAAAAAAAAAAAAAAAAAA/thumb.webp',
  created_at: '2026-11-22T08:00:00.000Z',
  updated_at: '2026-11-22T08:00:00.000Z',
}

/** A book as any reader may see it. */
export const publicBook = z
  .object({
    id,
    user_id: id.describe('The owner of the book.'),
    ...publicFields,
    image_url: coverUrl.describe('At most 1,200 pixels a side; null for a book without a cover.'),
    thumbnail_url: coverUrl.describe('At most 150 × 150 pixels; null for a book without a cover.'),
    created_at: instant.describe('When the book was added.'),
    updated_at: instant.describe('When the book last changed.'),
  })
  .meta({ id: 'Book', description: 'A book as any reader may see it.', examples: [example] })

const listedExample = {
  ...example,
  version: 1,
  status: 'read' as const,
  rating: 4.5,
  progress: 1,
  readings: [{ started_on: '2026-10-01', finished_on: '2026-10-31' }],
  tags: ['gothic'],
  owned: true,
}

const listedPrivateFields = {
  version: count(2 ** 31 - 1).describe('The version of the book, as in its ETag.'),
  status: presentedStatus,
  rating,
  progress,
  readings,
  tags,
  owned,
}

/** A book with all of its fields, for its owner. */
export const ownBook = publicBook.extend({ ...listedPrivateFields, review, notes, extra }).meta({
  id: 'OwnBook',
  description: 'A book as its owner sees it.',
  examples: [{ ...listedExample, review: 'It lives.', notes: '', extra: { Mood: 'dark' } }],
})

/** A book in a list of its owner, without the long fields. */
export const listedBook = publicBook
  .extend({
    ...listedPrivateFields,
    has_review: z.boolean().describe('Whether the book has a review.'),
    has_notes: z.boolean().describe('Whether the book has notes.'),
  })
  .meta({
    id: 'ListedBook',
    description: 'A book in a list of its owner: without review, notes and fields of their own.',
    examples: [{ ...listedExample, has_review: true, has_notes: false }],
  })

export type PublicBook = z.output<typeof publicBook>
export type OwnBook = z.output<typeof ownBook>
export type ListedBook = z.output<typeof listedBook>
