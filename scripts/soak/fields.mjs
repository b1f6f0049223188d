import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { bookFieldNames, emptyFields, privateFields } from '../../src/books/fields.ts'
import { categories, formats, statuses } from '../../src/db/schema.ts'
import { isbnOf } from '../seed/fields.mjs'
import { pick } from './random.mjs'

/** The columns of a row that hold its fields: they have the names of the API. */
export const fieldColumns = bookFieldNames.join()

const jsonColumns = ['authors', 'readings', 'tags', 'extra']

const fieldOfColumn = (name, value) => {
  if (jsonColumns.includes(name)) return JSON.parse(value)
  if (name === 'category' || name === 'isbn') return value || null
  return name === 'owned' && value !== null ? value === 1 : value
}

/** @returns the fields of a row with `fieldColumns` */
export const fieldsOfRow = (row) =>
  Object.fromEntries(bookFieldNames.map((name) => [name, fieldOfColumn(name, row[name])]))

/** @returns the fields of a book, in a response or in the ledger */
export const fieldsOf = (book) => Object.fromEntries(bookFieldNames.map((name) => [name, book[name]]))

/** @returns all fields of a new book of which some are given */
export const complete = (fields) => ({ ...emptyFields, ...fields })

export const sameFields = (a, b) => isDeepStrictEqual(fieldsOf(a), fieldsOf(b))

const texts = [
  'plain',
  'naïve café',
  '書架の本',
  `"quotes", 'and' <b>tags</b>`,
  '=1+1',
  '📚 emoji',
  '%_\\ signs',
]

const upTo = (random, max) => Math.floor(random() * (max + 1))
const longText = (random, words) => `${pick(random, texts)} `.repeat(1 + upTo(random, words)).trim()
const listOf = (random, max) =>
  Array.from({ length: upTo(random, max) }, (_, at) => `${at} ${pick(random, texts)}`)
const dayIn = (year, random) => `${year}-0${1 + upTo(random, 8)}-1${upTo(random, 9)}`

const readingOf = (random) => ({
  started_on: random() < 0.2 ? null : dayIn(2024, random),
  finished_on: random() < 0.2 ? null : dayIn(2025, random),
})

const makers = {
  description: (random) => longText(random, 20),
  category: (random) => pick(random, [...categories, null]),
  authors: (random) => listOf(random, 3),
  series: (random) => pick(random, [null, ...texts]),
  series_number: (random) => upTo(random, 999_999) / 100,
  isbn: (random) => pick(random, [null, isbnOf(upTo(random, 1e9 - 1))]),
  publisher: (random) => pick(random, texts),
  published_year: (random) => 2200 - upTo(random, 5200),
  language: (random) => pick(random, ['en', 'pt-BR', 'zh-Hant', null]),
  pages: (random) => 1 + upTo(random, 99_999),
  format: (random) => pick(random, formats),
  status: (random) => pick(random, [...statuses, null]),
  rating: (random) => pick(random, [null, 0.25 * (1 + upTo(random, 19))]),
  progress: (random) => upTo(random, 1000) / 1000,
  readings: (random) => Array.from({ length: upTo(random, 3) }, () => readingOf(random)),
  tags: (random) => listOf(random, 5),
  review: (random) => longText(random, 400),
  notes: (random) => longText(random, 400),
  owned: (random) => pick(random, [true, false, null]),
  extra: (random) => Object.fromEntries(listOf(random, 4).map((name) => [name, pick(random, texts)])),
}

const made = (names, random) => Object.fromEntries(names.map((name) => [name, makers[name](random)]))
const some = (names, random) => names.filter(() => random() < 0.3)

/** @returns the fields of a new book, as a form takes them: some of them, and those that a form needs */
export const newFields = (random) => ({
  title: `${pick(random, texts)} ${randomUUID()}`,
  ...made(['description', 'category'], random),
  ...made(some(Object.keys(makers), random), random),
})

/** @returns a change: of the title, of what other readers see, or of what they do not see */
export const newChanges = (random) => {
  const kind = random()
  if (kind < 0.15) return { title: newFields(random).title }
  if (kind < 0.5) return made(['description', ...some(Object.keys(makers), random)], random)
  return made(['progress', ...some(privateFields, random)], random)
}
