import { and, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { books } from '../db/schema.ts'
import type { BookFields } from './fields.ts'
import { authorNeedle, tagNeedle } from './other-words.ts'
import { needleOf, type SearchTerms } from './search.ts'
import { seriesKeyOf } from './sort-keys.ts'

type Known<K extends keyof BookFields> = NonNullable<BookFields[K]>

/** The conditions that each book of a list meets. */
export interface BookFilters {
  category?: Known<'category'> | 'none' | undefined
  status?: Known<'status'> | undefined
  tag?: string | undefined
  author?: string | undefined
  series?: string | undefined
  language?: string | undefined
  format?: Known<'format'> | undefined
  owned?: boolean | undefined
  cover?: 'none' | undefined
  rating_min?: number | undefined
  /** Null for an empty query, which is no search. */
  q?: SearchTerms | null | undefined
}

const contains = (text: SQLWrapper, needle: SQLWrapper) => sql`instr(${text}, ${needle}) > 0`
// One value for each word, because D1 takes at most 100. `instr`, because D1 limits a pattern of LIKE or GLOB to 50 bytes,
// and such a pattern has special characters.
const allWords = sql`(${books.titleWords} || ${books.descriptionWords} || ${books.otherWords})`
const hasWord = (needle: SQLWrapper) => contains(allWords, needle)
const inOtherWords = (needle: SQLWrapper) => contains(books.otherWords, needle)

/** The conditions by the names of their values. */
const conditions: Record<string, (value: SQLWrapper) => SQL> = {
  category: (value) => sql`${books.category} = ${value}`,
  status: (value) => sql`${books.status} = ${value}`,
  series: (value) => sql`${books.seriesKey} = ${value}`,
  language: (value) => sql`${books.language} = ${value}`,
  format: (value) => sql`${books.format} = ${value}`,
  owned: (value) => sql`${books.owned} = ${value}`,
  cover: () => isNull(books.coverKey),
  rating_min: (value) => sql`${books.rating} >= ${value}`,
  tag: inOtherWords,
  author: inOtherWords,
  noWord: () => sql`false`,
}

/** Names of the values of a search, by their number. */
const searchName = { word: /^word\d+$/, orWord: /^orWord\d+$/, isbn: /^isbn$/ }

const numbered = (name: string, beginnings: string[]) =>
  beginnings.map((beginning, at) => [`${name}${at}`, needleOf(beginning)])

/** A query without a word, for example only punctuation, matches no book. */
const searchValues = ({ beginnings, isbn }: SearchTerms): Record<string, string> => {
  if (beginnings.length === 0 && !isbn) return { noWord: '' }
  return Object.fromEntries([
    ...numbered('word', beginnings),
    ...(isbn ? [['isbn', needleOf(isbn.beginning)], ...numbered('orWord', isbn.orBeginnings)] : []),
  ])
}

const readers: {
  [K in Exclude<keyof BookFilters, 'q'>]-?: (value: NonNullable<BookFilters[K]>) => string | number
} = {
  category: (value) => (value === 'none' ? '' : value),
  status: (value) => value,
  tag: tagNeedle,
  author: authorNeedle,
  series: (value) => seriesKeyOf(value) ?? '',
  language: (value) => value,
  format: (value) => value,
  owned: Number,
  cover: (value) => value,
  rating_min: (value) => value,
}

const read = <K extends keyof typeof readers>(name: K, filters: BookFilters) => {
  const value = filters[name] as Parameters<(typeof readers)[K]>[0] | undefined
  return value === undefined ? [] : [[name, (readers[name] as (v: typeof value) => string | number)(value)]]
}

/** @returns the values that the conditions of `filters` compare with, by name. The names decide the SQL. */
export const filterValues = ({ q, ...filters }: BookFilters): Record<string, string | number> => ({
  ...Object.fromEntries(
    (Object.keys(readers) as (keyof typeof readers)[]).flatMap((name) => read(name, filters)),
  ),
  ...(q && searchValues(q)),
})

/**
 * @param names of the values of `filterValues`
 * @param givenOf gives the value with this name, or its placeholder
 */
export const ifFiltered = (names: string[], givenOf: (name: string) => SQLWrapper): SQL | undefined => {
  const named = (pattern: RegExp) => names.filter((name) => pattern.test(name)).map(givenOf)
  const [isbn] = named(searchName.isbn)
  return and(
    ...names.flatMap((name) => conditions[name]?.(givenOf(name)) ?? []),
    // Last, because it takes the most time.
    ...named(searchName.word).map(hasWord),
    isbn && or(inOtherWords(isbn), and(...named(searchName.orWord).map(hasWord))),
  )
}

/** `ifFiltered` for a statement that is built for one request. */
export const ifPassing = (filters: BookFilters): SQL | undefined => {
  const values = filterValues(filters)
  return ifFiltered(Object.keys(values), (name) => sql`${values[name]}`)
}
