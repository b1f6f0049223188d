import type { Reading } from '../db/schema.ts'
import { fold } from './fold.ts'

/** The length of a sort key, in code points. Books that agree so far are sorted by id. */
export const maxKeyLength = 200

/**
 * Articles at the start of a title, by language. Left out are those that are a frequent first word in another language: I
 * (Italian, but English I), as (Portuguese), des (French and German), en and et (Scandinavian, but Spanish and French).
 */
const articles = [
  ...['the', 'a', 'an'],
  ...['der', 'die', 'das', 'ein', 'eine'],
  ...['le', 'la', 'les', 'un', 'une'],
  ...['el', 'los', 'las', 'lo', 'una', 'unos', 'unas'],
  ...['il', 'gli', 'uno'],
  ...['o', 'os', 'um', 'uma'],
  ...['de', 'het', 'een'],
  ...['den', 'det', 'ett'],
  ...['ο', 'η', 'το', 'οι', 'τα'],
]

// White space follows the article, or an apostrophe as in L'Étranger: "A-Z" and "A.I." begin with no article.
const leadingArticle = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:${articles.join('|')})\\s|(?:l|un|gl)['’])(?=.*[\\p{L}\\p{N}])`,
  'su',
)

/** @returns folded words with one space between them; text without a word as it is */
const wordsIn = (folded: string): string => folded.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(' ') ?? folded.trim()

const bounded = (key: string): string => Array.from(key).slice(0, maxKeyLength).join('').trimEnd()

/** @returns the key that sorts a title: its folded words, without a leading article unless it is all that the title has */
export const titleKeyOf = (title: string): string =>
  bounded(wordsIn(fold(title.trim()).replace(leadingArticle, '')))

/** @returns the key that sorts a series, made as that of a title; null for none */
export const seriesKeyOf = (series: string | null): string | null =>
  series === null ? null : titleKeyOf(series)

/** @returns the last day on which a reading finished; null if none has */
export const finishedOnOf = (readings: readonly Reading[]): string | null =>
  readings.reduce<string | null>(
    (last, { finished_on: day }) => (day !== null && (last === null || day > last) ? day : last),
    null,
  )

/** @returns what the names of one author have in common, however their initials and accents are written */
export const nameKeyOf = (name: string): string => wordsIn(fold(name))

/** @returns the key that sorts by author: the last word of the first name, then the rest of it; empty without authors */
export const authorKeyOf = ([first = '']: readonly string[]): string => {
  const parts = fold(first)
    .split(/\s+/u)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
  return bounded(wordsIn([...parts.slice(-1), ...parts.slice(0, -1)].join(' ') || fold(first)))
}

interface Keyed {
  title: string
  authors: readonly string[]
  series: string | null
  readings: readonly Reading[]
}

/** @returns the columns of the sort keys */
export const sortKeysOf = ({ title, authors, series, readings }: Keyed) => ({
  titleKey: titleKeyOf(title),
  authorKey: authorKeyOf(authors),
  seriesKey: seriesKeyOf(series),
  finishedOn: finishedOnOf(readings),
})

/** @returns the columns of the sort keys whose fields change */
export const changedSortKeys = ({
  title,
  authors,
  series,
  readings,
}: { [K in keyof Keyed]?: Keyed[K] | undefined }) => ({
  ...(title !== undefined && { titleKey: titleKeyOf(title) }),
  ...(authors !== undefined && { authorKey: authorKeyOf(authors) }),
  ...(series !== undefined && { seriesKey: seriesKeyOf(series) }),
  ...(readings !== undefined && { finishedOn: finishedOnOf(readings) }),
})
