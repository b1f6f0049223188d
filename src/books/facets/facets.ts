import { type SQLWrapper, sql } from 'drizzle-orm'
import { books, type Reading } from '../../db/schema.ts'
import { tagKey } from '../fields.ts'
import { titleKey } from '../orders.ts'
import { nameKeyOf, seriesKeyOf } from '../sort-keys.ts'
import type { Value } from '../tally.ts'

interface Facet {
  column: SQLWrapper
  /** The values of a book, from the column as JSON. */
  valuesOf: (stored: never) => Value[]
  /** Values with one key are counted together. */
  keyOf?: (value: Value) => Value
}

const asIs = (value: Value | null | undefined): Value[] =>
  value === null || value === undefined ? [] : [value]
const initial = (letter: string | null): Value[] => asIs(letter?.toUpperCase())
const yearsOf = (readings: Reading[]): Value[] =>
  readings.flatMap(({ finished_on: day }) => (day === null ? [] : [Number(day.slice(0, 4))]))

/** Each facet counts as its filter compares, so that a filter by a value finds as many books as the facet says. */
export const facets = {
  status: { column: books.status, valuesOf: asIs },
  category: { column: books.category, valuesOf: (name: string) => [name || 'none'] },
  tag: {
    column: sql`json(${books.tags})`,
    valuesOf: (tags: string[]) => tags,
    keyOf: (tag) => tagKey(String(tag)),
  },
  author: {
    column: sql`json(${books.authors})`,
    valuesOf: (names: string[]) => names,
    keyOf: (name) => nameKeyOf(String(name)),
  },
  series: { column: books.series, valuesOf: asIs, keyOf: (name) => seriesKeyOf(String(name)) ?? '' },
  language: { column: books.language, valuesOf: asIs },
  format: { column: books.format, valuesOf: asIs },
  rating: { column: books.rating, valuesOf: asIs },
  month_added: {
    column: books.createdAt,
    valuesOf: (at: number) => [new Date(at).toISOString().slice(0, -17)],
  },
  year_finished: { column: sql`json(${books.readings})`, valuesOf: yearsOf },
  title_initial: { column: sql`substr(${titleKey}, 1, 1)`, valuesOf: initial },
  author_initial: { column: sql`substr(nullif(${books.authorKey}, ''), 1, 1)`, valuesOf: initial },
} as const satisfies Record<string, Facet>

export type FacetName = keyof typeof facets

export const facetNames = Object.keys(facets) as [FacetName, ...FacetName[]]

export const facet = (name: FacetName): Facet => facets[name]
