import { type SQLWrapper, sql } from 'drizzle-orm'
import { books, type Reading } from '../../db/schema.ts'
import { tagKey } from '../field-rules.ts'
import { titleKey } from '../orders.ts'
import { nameKeyOf, seriesKeyOf } from '../sort-keys.ts'
import type { Value } from '../tally.ts'

type Found = Value | Value[] | null

interface Facet {
  column: SQLWrapper
  /** @returns the value of a book, its values, or null, from the column as JSON */
  read: (stored: unknown) => Found
  /** Values with one key are counted together. */
  keyOf?: (value: Value) => Value
}

/** The column of a facet decides the type of its values, which `JSON.parse` does not know. */
const from =
  <Stored>(read: (stored: Stored) => Found) =>
  (stored: unknown): Found =>
    read(stored as Stored)

const asIs = from((value: Found) => value)

const dayMs = 24 * 60 * 60 * 1000

/** Formatting an instant takes longer than all else that is done for a book. */
const monthReader = () => {
  const months = new Map<number, string>()
  return (at: number) => {
    const day = Math.floor(at / dayMs)
    const month = months.get(day) ?? new Date(at).toISOString().slice(0, -17)
    months.set(day, month)
    return month
  }
}

/** Empty for a title of accents alone, or one that begins with a zero character. */
const upper = (letter: string | null) => letter?.toUpperCase() || null

const yearsOf = (readings: Reading[]) =>
  readings.flatMap(({ finished_on: day }) => (day === null ? [] : [Number(day.slice(0, 4))]))

/**
 * Each facet counts as its filter compares, so that a filter by a value finds as many books as the facet says. Each
 * request makes its own, because a facet may remember values.
 */
const makeFacets = {
  status: () => ({ column: books.status, read: asIs }),
  category: () => ({ column: books.category, read: from((name: string) => name || 'none') }),
  tag: () => ({ column: sql`json(${books.tags})`, read: asIs, keyOf: (tag) => tagKey(String(tag)) }),
  author: () => ({
    column: sql`json(${books.authors})`,
    read: asIs,
    keyOf: (name) => nameKeyOf(String(name)),
  }),
  series: () => ({ column: books.series, read: asIs, keyOf: (name) => seriesKeyOf(String(name)) ?? '' }),
  language: () => ({ column: books.language, read: asIs }),
  format: () => ({ column: books.format, read: asIs }),
  rating: () => ({ column: books.rating, read: asIs }),
  month_added: () => ({ column: books.createdAt, read: from(monthReader()) }),
  // The reading of a book that was given up has an end too.
  year_finished: () => ({
    column: sql`json(case when ${books.status} is 'did_not_finish' then '[]' else ${books.readings} end)`,
    read: from(yearsOf),
  }),
  title_initial: () => ({ column: sql`substr(${titleKey}, 1, 1)`, read: from(upper) }),
  author_initial: () => ({ column: sql`substr(nullif(${books.authorKey}, ''), 1, 1)`, read: from(upper) }),
} as const satisfies Record<string, () => Facet>

export type FacetName = keyof typeof makeFacets

export const facetNames = Object.keys(makeFacets) as [FacetName, ...FacetName[]]

export const facet = (name: FacetName): Facet => makeFacets[name]()
