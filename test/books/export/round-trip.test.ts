import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvHeader, csvRow } from '../../../src/books/export/csv.ts'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { jsonEnd, jsonRow, jsonStart } from '../../../src/books/export/json.ts'
import { parseImport } from '../../../src/books/import/parse.ts'
import { categories } from '../../../src/db/schema.ts'
import { repetitions } from '../../support/repetitions.ts'
import { encode, readFile } from '../import/read.ts'

const asCsv = (books: ExportedBook[]) => csvHeader + books.map(csvRow).join('')
const asJson = (books: ExportedBook[]) =>
  jsonStart + books.map((book, index) => jsonRow(book, index === 0)).join('') + jsonEnd

/** @returns the books that an import of the text adds */
const imported = (text: string): ExportedBook[] =>
  readFile(text).rows.map((row) => {
    if (row.problem) throw new Error(row.problem.message)
    const { row: _, categoryGuessed, problem, createdAt, ...fields } = row
    return { ...fields, createdAt: createdAt ?? new Date(Number.NaN) }
  })

const nasty = [...'\r\n\t\0"\',;=+-@ \ufeff\u00a0\u2028\u0085\u200f\u0301', '\r\n', '""', "'=", '\u{1f4da}']
const text = (max: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 3 })), {
      maxLength: max,
    })
    .map((parts) => parts.join(''))
const book: fc.Arbitrary<ExportedBook> = fc.record({
  title: text(12)
    .map((title) => title.trim())
    .filter((title) => title !== ''),
  description: text(60),
  category: fc.constantFrom(...categories),
  createdAt: fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    // An import accepts no date in the future.
    max: new Date(),
    noInvalidDate: true,
  }),
})

describe.each([
  ['CSV', asCsv],
  ['JSON', asJson],
])('an export in %s that is imported', (_, write) => {
  it('has the same bytes when it is exported again', () => {
    const sameAgain = fc.property(fc.array(book, { maxLength: 8 }), (books) => {
      const exported = write(books)
      expect(write(imported(exported))).toBe(exported)
    })
    fc.assert(sameAgain, { numRuns: repetitions(100, 5000) })
  })

  it('keeps a text of the greatest length', () => {
    const long = { title: '"'.repeat(200), description: '\u{1f4da}'.repeat(5000) }
    const books = [{ ...long, category: 'horror' as const, createdAt: new Date(0) }]
    expect(imported(write(books))).toEqual(books)
  })

  it('keeps a thousand books, in their order', () => {
    const books = Array.from({ length: 1000 }, (_, index) => ({
      title: `Book ${index}`,
      description: `"${index}",\r\n'`,
      category: 'science' as const,
      createdAt: new Date(index),
    }))
    expect(write(imported(write(books)))).toBe(write(books))
  })

  it('is empty for an empty library', () => {
    expect(imported(write([]))).toEqual([])
  })
})

describe('an export that breaks off', () => {
  const books = ['One', 'Two'].map((title) => ({
    title,
    description: 'a\n"b"',
    category: 'poetry' as const,
    createdAt: new Date(0),
  }))

  it('is unreadable as JSON, at every length', () => {
    const whole = encode(asJson(books).trimEnd())
    for (let length = 0; length < whole.length; length++)
      expect(parseImport(whole.subarray(0, length)).kind).toBe('unreadable')
  })

  it('in CSV changes no book: the last row has a problem, or the file is unreadable', () => {
    const whole = encode(asCsv(books))
    const titles = books.map(({ title }) => title)
    for (let length = csvHeader.length; length < whole.length - 2; length++) {
      const file = parseImport(whole.subarray(0, length))
      const good = file.kind === 'rows' ? file.rows.filter((row) => row.problem === undefined) : []
      expect(titles.slice(0, good.length)).toEqual(good.map(({ title }) => title))
      for (const row of good) {
        expect(row).toMatchObject({ description: 'a\n"b"', category: 'poetry' })
        // A row that ends before the date is a row without a date.
        expect([0, undefined]).toContain(row.createdAt?.getTime())
      }
    }
  })
})
