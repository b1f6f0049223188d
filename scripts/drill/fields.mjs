import { extraBytes } from '../../src/books/extra.ts'
import * as limits from '../../src/books/limits.ts'
import { hostileTexts } from './library.mjs'

const all = hostileTexts.join(' ')

/** @returns `length` characters of `text`, again and again */
const filled = (text, length) => {
  const signs = Array.from(text)
  return Array.from({ length }, (_, at) => signs[at % signs.length]).join('')
}

/** @returns `count` texts of `length` characters, each different by its beginning */
const numbered = (count, length) => Array.from({ length: count }, (_, at) => filled(`${at} ${all}`, length))

const largestExtra = () => {
  // Names that a careless copy of an object loses.
  const names = ['__proto__', 'constructor', ...numbered(limits.maxExtraFields - 2, 20)]
  const values = names.map((_, at) => filled(hostileTexts[at % hostileTexts.length], 375))
  values[1] = filled('1.0 ', limits.maxExtraValueLength)
  const extraOf = () => Object.fromEntries(names.map((name, at) => [name, values[at]]))
  values[2] += '#'.repeat(limits.maxExtraBytes - extraBytes(extraOf()))
  return extraOf()
}

/** The fields of a book with the longest lists and texts that the API takes, apart from its title. */
export const largestFields = () => ({
  authors: numbered(limits.maxAuthors, limits.maxNameLength),
  description: filled(all, limits.maxDescriptionLength),
  category: null,
  series: filled(all, limits.maxNameLength),
  series_number: limits.maxSeriesNumber,
  isbn: '9780141439471',
  publisher: filled(all, limits.maxNameLength),
  published_year: limits.minYear,
  language: 'zh-Hant-TW',
  pages: limits.maxPages,
  format: 'other',
  status: 'did_not_finish',
  rating: 0.25,
  // The nearest binary fraction has 17 digits.
  progress: 0.1 + 0.2,
  readings: Array.from({ length: limits.maxReadings }, (_, at) => ({
    started_on: `${String(at * 100).padStart(4, '0')}-02-28`,
    finished_on: at % 2 ? null : '9999-12-31',
  })),
  tags: numbered(limits.maxTags, limits.maxTagLength),
  review: filled(all, limits.maxReviewLength),
  notes: filled(`${all}\n\n`, limits.maxReviewLength),
  owned: false,
  extra: largestExtra(),
})
