import { beforeAll, describe, expect, it } from 'vitest'
import { type BookField, type BookFields, bookFieldNames, bookFields } from '../../src/books/fields.ts'
import { api, dataOf, type Session } from '../support/client.ts'
import { newBook, signedIn, type TestBook } from '../support/makers.ts'
import { readFile } from './import/read.ts'
import { exportOf, reportOf } from './import/transfer.ts'
import { formOf, list } from './library.ts'

// A new field of a book needs a line in each of these two tables. The tests then find each place that forgets it.

const first: BookFields = {
  title: 'Frankenstein',
  description: 'A modern Prometheus.',
  category: 'horror',
}
const second: BookFields = {
  title: 'Mathilda',
  description: 'Found in a drawer.',
  category: 'romance',
}

const fieldsOf = (book: object) =>
  Object.fromEntries(bookFieldNames.map((name) => [name, Reflect.get(book, name)]))

const encodings: [string, (fields: Record<string, string>) => unknown][] = [
  ['JSON', (fields) => fields],
  ['a form', formOf],
]

describe('every field of a book', () => {
  let session: Session
  let book: TestBook
  beforeAll(async () => {
    session = await signedIn()
    book = await newBook(session, first)
  })

  it('is in the responses of create, read and list', async () => {
    expect(fieldsOf(book)).toEqual(first)
    expect(fieldsOf(await dataOf(await api.get(`/books/${book.id}`, { as: session })))).toEqual(first)
    expect((await list(session)).data.map(fieldsOf)).toEqual([first])
  })

  it.each(['csv', 'json'])(
    'is in an export that can be imported and is the same again: %s',
    async (format) => {
      const other = await signedIn()
      const exported = await exportOf(session, format)
      for (const value of Object.values(first)) expect(exported).toContain(value)
      expect(await reportOf(other, exported)).toMatchObject({ created: 1, failed: 0, ignored_columns: [] })
      expect((await list(other)).data.map(fieldsOf)).toEqual([first])
      expect(await exportOf(other, format)).toBe(exported)
    },
  )

  it.each(encodings)('can be changed alone by %s', async (_, encode) => {
    const as = await signedIn()
    const { id } = await newBook(as, first)
    let expected = first
    for (const name of bookFieldNames) {
      const changed = await api.patch(`/books/${id}`, { as, body: encode({ [name]: second[name] }) })
      expected = { ...expected, [name]: second[name] }
      expect(fieldsOf(await dataOf(changed))).toEqual(expected)
      expect(fieldsOf(await dataOf(await api.get(`/books/${id}`, { as })))).toEqual(expected)
    }
    expect(expected).toEqual(second)
  })
})

describe.each(bookFieldNames)(
  'an import has the rules of POST /books for the field %s',
  (name: BookField) => {
    it.each([
      ['no character', ''],
      ['a space', ' '],
      ['a category', 'horror'],
      ['a letter', 'x'],
      ['201 letters', 'x'.repeat(201)],
      ['5,001 letters', 'x'.repeat(5001)],
      ['200 astral characters', '\u{1f4d6}'.repeat(200)],
      ['5,000 astral characters', '\u{1f4d6}'.repeat(5000)],
    ])('with %s', (_, value) => {
      const fields = { ...first, [name]: value }
      const { success } = bookFields.safeParse(fields)
      const json = JSON.stringify({ format: 'bookplate', version: 1, books: [fields] })
      const csv = `${bookFieldNames.join()}\r\n${bookFieldNames.map((field) => `"${fields[field]}"`).join()}\r\n`
      for (const file of [json, csv])
        expect(readFile(file).rows.map(({ problem }) => !problem)).toEqual([success])
    })
  },
)

describe('an export of the first version, without fields that came later, can be imported', () => {
  const { title, description, category } = first
  const expected = [{ title, description, category, createdAt: new Date(0) }]
  const createdAt = '1970-01-01T00:00:00.000Z'

  it('as CSV', () => {
    const csv = `title,description,category,created_at\r\nFrankenstein,A modern Prometheus.,horror,${createdAt}\r\n`
    expect(readFile(csv).rows).toMatchObject(expected)
  })

  it('as JSON', () => {
    const books = [{ title, description, category, created_at: createdAt }]
    const json = JSON.stringify({ format: 'bookplate', version: 1, note: '', books })
    expect(readFile(json).rows).toMatchObject(expected)
  })
})
