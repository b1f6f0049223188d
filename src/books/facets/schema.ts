import * as z from 'zod'
import { categories } from '../../db/schema.ts'
import { count, wholeNumber } from '../../http/fields.ts'
import { text } from '../../http/text.ts'
import { format, status } from '../fields.ts'
import { filterParameters } from '../filter-parameters.ts'
import { maxNameLength } from '../limits.ts'
import { maxCounted } from '../tally.ts'
import { type FacetName, facetNames } from './facets.ts'

export const facetQuery = z
  .strictObject({
    ...filterParameters,
    facet: z.enum(facetNames).optional().describe('Only this facet.'),
    prefix: text({ max: maxNameLength })
      .optional()
      .meta({
        description:
          'Only values that begin like this, without case and accents. It completes what somebody types.',
        examples: ['got'],
      }),
  })
  .refine(({ facet, prefix }) => prefix === undefined || facet !== undefined, {
    path: ['prefix'],
    message: 'Needs a facet.',
  })

const maxBooks = 2 ** 31 - 1

/** Values and their books, the most frequent first. */
export const counted = <V extends z.ZodType>(value: V) =>
  z.array(z.object({ value, count: count(maxBooks).describe('The books with this value.') })).max(maxCounted)

const name = z
  .string()
  .max(2 * maxNameLength)
  .describe('The value, as it is written most often.')
const letter = z.string().max(8).describe('A letter or another sign.')
const shown = {
  status: counted(status).describe('Books without a status are not counted.'),
  category: counted(z.enum([...categories, 'none']).describe('The category.')).describe(
    '`none`: books without one.',
  ),
  tag: counted(name).describe('Tags, without case.'),
  author: counted(name).describe('Authors, without case, accents and punctuation.'),
  series: counted(name).describe('Series, without case, accents, punctuation and an article at the start.'),
  language: counted(name).describe('Languages, as BCP 47 tags.'),
  format: counted(format).describe('Formats.'),
  rating: counted(z.number().describe('Stars.')).describe('Ratings, in quarters.'),
  month_added: counted(z.string().max(7).describe('A month in UTC, such as 2026-10.')).describe(
    'Months of `created_at`.',
  ),
  year_finished: counted(wholeNumber(0, 9999).describe('A year.')).describe(
    'A book counts once for each year in which a reading finished. One with the status `did_not_finish` is not counted.',
  ),
  title_initial: counted(letter).describe('As `sort=title` orders them: without an article.'),
  author_initial: counted(letter).describe('Of the last word of the first name.'),
} satisfies Record<FacetName, z.ZodType>

export const presentedFacets = z
  .object({ total: count(maxBooks).describe('The books that pass the filters.'), ...shown })
  .partial()
  .required({ total: true })
  .meta({
    id: 'Facets',
    examples: [
      { total: 2, tag: [{ value: 'gothic', count: 2 }], author: [{ value: 'Mary Shelley', count: 1 }] },
    ],
  })
