import { describe, expect, it } from 'vitest'
import { csvHeader, csvRow } from '../../../src/books/export/csv.ts'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { jsonEnd, jsonRow, jsonStart } from '../../../src/books/export/json.ts'
import { maxPartBytes } from '../../../src/books/export/limits.ts'
import { bookFields, emptyFields } from '../../../src/books/fields.ts'
import { maxMarks } from '../../../src/books/import/limits.ts'
import { parseImport } from '../../../src/books/import/parse.ts'
import { instant } from '../put-book.ts'

const list = <T>(length: number, item: (at: number) => T) => Array.from({ length }, (_, at) => item(at))

/** A book with every field at its limit. Texts are made of `text`, those in JSON of `inJson`. */
const largest = (text: string, inJson: string): ExportedBook => ({
  ...bookFields.parse({
    title: `a${text.repeat(198)}z`,
    authors: list(30, () => `a${inJson.repeat(199)}`),
    description: text.repeat(5000),
    category: 'picture book',
    series: `a${text.repeat(199)}`,
    series_number: 9999.99,
    isbn: '9780141439471',
    publisher: `a${text.repeat(199)}`,
    published_year: -3000,
    language: 'zh-Hant-TW',
    pages: 100_000,
    format: 'paperback',
    status: 'did_not_finish',
    rating: 4.75,
    progress: 0.123_456_789_012_345_6,
    readings: list(100, () => ({ started_on: '2020-01-01', finished_on: '2020-01-02' })),
    tags: list(100, (at) => `${at + 100}${inJson.repeat(47)}`),
    review: text.repeat(20_000),
    notes: text.repeat(20_000),
    owned: true,
    extra: Object.fromEntries(list(7, (at) => [`${at}`, inJson.repeat(Math.min(5000, 32_761 - at * 5000))])),
  }),
  createdAt: new Date(instant),
})

const bytes = (text: string) => new TextEncoder().encode(text)

describe('the largest book', () => {
  it.each([
    ['"', '\u0001'],
    ['\u{1f4da}', '\u0001'],
    ['\0', '"'],
    ['\r', '\\'],
  ])('is read back from each of our formats: %j, %j', (text, inJson) => {
    const book = largest(text, inJson)
    const { createdAt, ...fields } = book
    const json = jsonStart('') + jsonRow(book, true) + jsonEnd
    for (const file of [json, csvHeader + csvRow(book) + csvRow(book)]) {
      const read = parseImport(bytes(file))
      expect(read.kind === 'rows' && read.rows.map((row) => 'fields' in row && row.fields)).toContainEqual(
        fields,
      )
    }
  })
})

const signs = Array.from('abcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,-./;<=>?@^_`|~')

it('has room for a part of the books with the most marks for their bytes', () => {
  const book: ExportedBook = {
    ...emptyFields,
    title: 'a',
    authors: list(30, () => 'a'),
    readings: list(100, () => ({ started_on: null, finished_on: null })),
    tags: list(100, (at) => signs[at] ?? `a${signs[at - signs.length]}`),
    extra: Object.fromEntries(list(50, (at) => [signs[at], ''])),
    createdAt: new Date(instant),
  }
  const row = jsonRow(book, false)
  const marks =
    row
      .replace(/"[^"]*"/g, '')
      .replace(/[[{]/g, '$&,,,,')
      .match(/[[{:,]/g)?.length ?? 0
  expect((marks * maxPartBytes) / bytes(row).length).toBeLessThan(maxMarks)
})
