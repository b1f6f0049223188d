import * as z from 'zod'
import { categories } from '../../db/schema.ts'
import { count } from '../../http/fields.ts'
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
  z.array(z.object({ value, count: count(maxBooks) })).max(maxCounted)

const name = z.string()
const shown = {
  status: counted(status),
  category: counted(z.enum([...categories, 'none'])),
  tag: counted(name),
  author: counted(name),
  series: counted(name),
  language: counted(name),
  format: counted(format),
  rating: counted(z.number()),
  month_added: counted(name).describe('Months in UTC, such as 2026-10.'),
  year_finished: counted(z.int()).describe('A book counts once for each year in which a reading finished.'),
  title_initial: counted(name).describe('As `sort=title` orders them: without an article.'),
  author_initial: counted(name).describe('Of the last word of the first name.'),
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
