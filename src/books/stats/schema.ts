import * as z from 'zod'
import { categories } from '../../db/schema.ts'
import { count, id, wholeNumber } from '../../http/fields.ts'
import { stating } from '../../http/json-schema.ts'
import { counted } from '../facets/schema.ts'
import { bookFields, format } from '../fields.ts'
import { maxNameLength, maxPages } from '../limits.ts'

const year = stating(z.string().regex(/^\d{4}$/, 'Must be a year of four digits.'), {
  type: 'integer',
  format: 'int32',
  minimum: 0,
  maximum: 9999,
  description: 'Only readings that finished in this year; without it, those of all time.',
  examples: [2026],
})

export const statsQuery = z.strictObject({ year: year.optional() })

const books = count(2 ** 31 - 1)
const pages = stating(z.int().min(0), {
  type: 'integer',
  format: 'int64',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
})
const stars = z.number().describe('Stars.')
const name = z
  .string()
  .max(2 * maxNameLength)
  .describe('The name.')

const sizedBook = z
  .object({
    id,
    title: bookFields.shape.title,
    authors: bookFields.shape.authors,
    pages: wholeNumber(1, maxPages).describe('Its pages.'),
  })
  .nullable()

export const presentedStats = z
  .object({
    year: wholeNumber(0, 9999).nullable().describe('The year; null for all time.'),
    total: z
      .object({
        books: books.describe('Books finished: each reading counts.'),
        pages: pages.describe('The pages of these, as often as they were read.'),
        distinct_books: books.describe('Different books among them.'),
        undated_books: books.describe(
          'Books with the status `read` and no day; of all time only, and in no month.',
        ),
      })
      .describe('The sums.'),
    months: z
      .array(
        z.object({
          month: z.string().max(7).describe('A month, such as 2026-10.'),
          books: books.describe('Books finished in it.'),
          pages: pages.describe('Their pages.'),
        }),
      )
      .max(120_000)
      .describe('The twelve months of the year, or all months with a finished book. Each reading counts.'),
    ratings: z
      .object({
        average: z.number().nullable().describe('With two decimals; null without a rating.'),
        count: books.describe('Books with a rating.'),
        distribution: counted(stars).describe('The books with each rating.'),
      })
      .describe('Each book counts once; by stars, the fewest first.'),
    categories: counted(z.enum([...categories, 'none']).describe('The category.')).describe(
      'Each book counts once, as in all lists below.',
    ),
    authors: counted(name).describe('Authors, the most frequent first.'),
    formats: counted(format).describe('Formats, the most frequent first.'),
    longest: sizedBook.describe('The finished book with the most pages, or null.'),
    shortest: sizedBook.describe('The finished book with the fewest pages, or null.'),
  })
  .meta({
    id: 'Stats',
    examples: [
      {
        year: null,
        total: { books: 1, pages: 280, distinct_books: 1, undated_books: 0 },
        months: [{ month: '2026-10', books: 1, pages: 280 }],
        ratings: { average: 4.5, count: 1, distribution: [{ value: 4.5, count: 1 }] },
        categories: [{ value: 'horror', count: 1 }],
        authors: [{ value: 'Mary Shelley', count: 1 }],
        formats: [{ value: 'paperback', count: 1 }],
        longest: null,
        shortest: null,
      },
    ],
  })
