import { beforeAll, describe, expect, it } from 'vitest'
import { type BookField, type BookFields, bookFieldNames } from '../../src/books/fields.ts'
import { api, dataOf, type Session } from '../support/client.ts'
import { signedIn, type TestBook } from '../support/makers.ts'
import { exportOf, reportOf } from './import/transfer.ts'
import { list, listed } from './library.ts'

// A new field of a book needs a line in each of these two tables. The tests then find each place that forgets it.

const first: BookFields = {
  title: 'Frankenstein',
  authors: ['Mary Shelley', 'P. B. Shelley'],
  description: 'A modern Prometheus.',
  category: 'horror',
  series: 'Monsters',
  series_number: 1.5,
  isbn: '9780141439471',
  publisher: 'Lackington',
  published_year: 1818,
  language: 'en-GB',
  pages: 280,
  format: 'hardcover',
  status: 'reading',
  rating: 4.25,
  progress: 0.3,
  readings: [{ started_on: '2026-10-01', finished_on: null }],
  tags: ['gothic', 'science gone wrong'],
  review: 'It lives.',
  notes: 'Lent by a friend.',
  owned: true,
  extra: { Mood: 'dark', Place: 'Geneva' },
}
const second: BookFields = {
  title: 'Mathilda',
  authors: [],
  description: 'Found in a drawer.',
  category: null,
  series: null,
  series_number: 0,
  isbn: null,
  publisher: null,
  published_year: -44,
  language: null,
  pages: null,
  format: null,
  status: 'did_not_finish',
  rating: null,
  progress: 1,
  readings: [
    { started_on: '2026-10-01', finished_on: '2026-10-01' },
    { started_on: null, finished_on: null },
  ],
  tags: [],
  review: '',
  notes: '',
  owned: false,
  extra: {},
}

const fieldsOf = (book: object) =>
  Object.fromEntries(bookFieldNames.map((name) => [name, Reflect.get(book, name)]))

const textOf = (value: unknown) => {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A form has a part for each author and tag; an empty part stands for null and for an empty list. */
const formOf = (fields: Partial<BookFields>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    const isList = name === 'authors' || name === 'tags'
    const parts = isList ? (value as string[]) : [textOf(value)]
    for (const part of parts.length > 0 ? parts : ['']) form.append(name, part)
  }
  return form
}

const encodings: [string, (fields: Partial<BookFields>) => unknown][] = [
  ['JSON', (fields) => fields],
  ['a form', formOf],
]

describe('every field of a book', () => {
  let session: Session
  let book: TestBook
  beforeAll(async () => {
    session = await signedIn()
    book = await dataOf(await api.post('/books', { as: session, body: first }))
  })

  it('is in the responses of create, read and list', async () => {
    expect(fieldsOf(book)).toEqual(first)
    expect(await dataOf(await api.get(`/books/${book.id}`, { as: session }))).toEqual(book)
    expect((await list(session)).data).toEqual([listed(book)])
  })

  it.each(['csv', 'json'])(
    'is in an export that can be imported and is the same again: %s',
    async (format) => {
      const other = await signedIn()
      const exported = await exportOf(session, format)
      expect(await reportOf(other, exported)).toMatchObject({ created: 1, failed: 0 })
      const [{ id }] = (await list(other)).data as [TestBook]
      expect(fieldsOf(await dataOf(await api.get(`/books/${id}`, { as: other })))).toEqual(first)
      expect(await exportOf(other, format)).toBe(exported)
    },
  )

  it.each(encodings)('can be changed alone by %s', async (_, encode) => {
    const as = await signedIn()
    const { id } = await dataOf(await api.post('/books', { as, body: first }))
    let expected = first
    for (const name of bookFieldNames) {
      const changed = await api.patch(`/books/${id}`, { as, body: encode({ [name]: second[name] }) })
      expected = { ...expected, [name]: second[name] }
      expect(fieldsOf(await dataOf(changed))).toEqual(expected)
      expect(fieldsOf(await dataOf(await api.get(`/books/${id}`, { as })))).toEqual(expected)
    }
    expect(expected).toEqual(second)
  })

  it.each(encodings)('can be changed at once by %s, and back', async (_, encode) => {
    const as = await signedIn()
    const { id } = await dataOf(await api.post('/books', { as, body: first }))
    for (const fields of [second, first]) {
      const changed = await api.patch(`/books/${id}`, { as, body: encode(fields) })
      expect(fieldsOf(await dataOf(changed))).toEqual(fields)
    }
  })

  it('is unknown in a book that has a title alone', async () => {
    const as = await signedIn()
    const created = await dataOf(await api.post('/books', { as, body: { title: 'Emma' } }))
    const unknown: Record<BookField, unknown> = {
      ...Object.fromEntries(bookFieldNames.map((name) => [name, null])),
      ...{ authors: [], description: '', readings: [], tags: [], review: '', notes: '', extra: {} },
      title: 'Emma',
    } as Record<BookField, unknown>
    expect(fieldsOf(created)).toEqual(unknown)
  })
})
