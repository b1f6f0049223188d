import { tagKey } from '../../src/books/field-rules.ts'
import type { BookFields } from '../../src/books/fields.ts'
import { emptyFields } from '../../src/books/fields.ts'
import type { ListSort } from '../../src/books/orders.ts'
import { newBookRow, type StoredBook } from '../../src/books/rows.ts'
import { authorKeyOf, nameKeyOf, seriesKeyOf, titleKeyOf } from '../../src/books/sort-keys.ts'
import { instant } from './put-book.ts'
import { compareText, lower } from './sorted.ts'

// A model of lists: an array of books that is filtered and sorted.

export interface ModelBook {
  fields: BookFields
  createdAt: Date
  hasCover: boolean
  /** Written by an older version of the service: without keys, and with the fields of that version alone. */
  isOld: boolean
}

const oldFields = ({ title, description, category }: BookFields): BookFields => ({
  ...emptyFields,
  title,
  description,
  category,
})

/** @returns the book, as far as its version of the service knows its fields */
export const asKnown = (book: ModelBook): ModelBook =>
  book.isOld ? { ...book, fields: oldFields(book.fields) } : book

const noKeys = { titleKey: null, authorKey: null, seriesKey: null, finishedOn: null, keyedVersion: null }

export const rowFor = (userId: string, { fields, createdAt, hasCover, isOld }: ModelBook): StoredBook => {
  const caller = { kind: 'session' as const, userId, sessionId: '', at: createdAt }
  const id = crypto.randomUUID()
  const cover = hasCover ? { coverKey: id, coverBytes: 1 } : undefined
  return { ...newBookRow(caller, fields, cover), id, ...(isOld && { ...noKeys, otherWords: '{}' }) }
}

/** @returns the row of a book with these fields */
export const bookOf = (userId: string, fields: Partial<BookFields> & { title: string }) =>
  rowFor(userId, {
    fields: { ...emptyFields, ...fields },
    createdAt: new Date(instant),
    hasCover: false,
    isOld: false,
  })

export interface ModelQuery {
  sort: ListSort
  filters: Record<string, string>
  from?: string | undefined
}

const words = ({ title, description, authors, series, tags, review, notes }: BookFields) =>
  [title, description, ...authors, series ?? '', ...tags, review, notes].flatMap((text) =>
    nameKeyOf(text).split(' '),
  )

const tests: Record<string, (book: ModelBook, value: string) => boolean> = {
  category: ({ fields }, value) => (fields.category ?? 'none') === value,
  status: ({ fields }, value) => fields.status === value,
  tag: ({ fields }, value) => fields.tags.some((tag) => tagKey(tag) === tagKey(value)),
  author: ({ fields }, value) => fields.authors.some((name) => nameKeyOf(name) === nameKeyOf(value)),
  series: ({ fields }, value) => fields.series !== null && seriesKeyOf(fields.series) === seriesKeyOf(value),
  language: ({ fields }, value) => fields.language === value,
  format: ({ fields }, value) => fields.format === value,
  owned: ({ fields }, value) => String(fields.owned) === value,
  cover: ({ hasCover }) => !hasCover,
  rating_min: ({ fields }, value) => fields.rating !== null && fields.rating >= Number(value),
  q: ({ fields }, value) =>
    value.split(' ').every((beginning) => words(fields).some((word) => word.startsWith(beginning))),
}

export const passes = (book: ModelBook, filters: Record<string, string>): boolean =>
  Object.entries(filters).every(([name, value]) => tests[name]?.(book, value))

const finished = ({ readings }: BookFields) =>
  readings
    .flatMap(({ finished_on: day }) => (day === null ? [] : [day]))
    .toSorted()
    .at(-1) ?? null

const seriesKey = ({ series, series_number: number }: BookFields) =>
  series && `${seriesKeyOf(series)}\u0001${number === null ? '~' : number.toFixed(2).padStart(7, '0')}`

const keys: Record<string, (book: ModelBook) => string | number | null> = {
  created_at: ({ createdAt }) => createdAt.getTime(),
  title: ({ fields, isOld }) => (isOld ? lower(fields.title) : titleKeyOf(fields.title)),
  author: ({ fields }) => authorKeyOf(fields.authors) || null,
  series: ({ fields }) => seriesKey(fields),
  rating: ({ fields }) => fields.rating,
  finished_on: ({ fields }) => finished(fields),
  published_year: ({ fields }) => fields.published_year,
  pages: ({ fields }) => fields.pages,
}

const compare = (a: string | number, b: string | number) =>
  typeof a === 'string' ? compareText(a, String(b)) : a - Number(b)

/** Whether a book with this key is listed from `from` on. */
const isFrom = (sort: ListSort, key: string | number | null, from: string): boolean => {
  if (key === null) return true
  const isDown = sort.startsWith('-')
  const shown = sort.endsWith('created_at') ? new Date(key).toISOString().slice(0, 7) : key
  if (typeof shown === 'number') return isDown ? shown <= Number(from) : shown >= Number(from)
  const start = /\d/.test(from) ? from : nameKeyOf(from)
  return isDown ? compareText(shown, start) <= 0 || shown.startsWith(start) : compareText(shown, start) >= 0
}

/** @returns the ids that the list must have, in order */
export const expectedList = (books: (ModelBook & { id: string })[], { sort, filters, from }: ModelQuery) => {
  const keyOf = keys[sort.replace('-', '')]
  if (!keyOf) throw new Error(sort)
  const direction = sort.startsWith('-') ? -1 : 1
  return books
    .filter((book) => passes(book, filters))
    .map((book) => ({ id: book.id, key: keyOf(book) }))
    .filter(({ key }) => from === undefined || isFrom(sort, key, from))
    .sort((a, b) => {
      if (a.key === null || b.key === null)
        return Number(a.key === null) - Number(b.key === null) || direction * compareText(a.id, b.id)
      return direction * (compare(a.key, b.key) || compareText(a.id, b.id))
    })
    .map(({ id }) => id)
}
