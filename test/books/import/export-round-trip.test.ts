import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvHeader, csvRow } from '../../../src/books/export/csv.ts'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { goodreadsHeader, goodreadsRow, leftOut } from '../../../src/books/export/goodreads.ts'
import { jsonEnd, jsonRow, jsonStart, withoutCovers } from '../../../src/books/export/json.ts'
import { bookFieldNames } from '../../../src/books/fields.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { anyBook, rowOf } from '../export/any-book.ts'
import { partsOf } from '../export/parts-of.ts'
import { putRows } from '../put-book.ts'
import { readFile } from './read.ts'
import { reportOf } from './transfer.ts'

const write = {
  csv: (books: ExportedBook[]) => csvHeader + books.map(csvRow).join(''),
  json: (books: ExportedBook[]) =>
    jsonStart(withoutCovers) + books.map((book, index) => jsonRow(book, index === 0)).join('') + jsonEnd,
}

const readBack = (text: string) =>
  readFile(text, { now: new Date('9999-12-31') }).rows.map((row) =>
    row.problem === undefined ? { ...row.fields, createdAt: row.createdAt, issues: row.issues } : row,
  )

describe.each(['csv', 'json'] as const)('our export as %s', (format) => {
  it('is read back as it was', () => {
    const isSame = fc.property(fc.array(anyBook, { maxLength: 8 }), (books) => {
      expect(readBack(write[format](books))).toEqual(books.map((book) => ({ ...book, issues: [] })))
    })
    fc.assert(isSame, { numRuns: repetitions(100, 5000) })
  })

  it('gives the same bytes again, from an empty account', async () => {
    const isSame = fc.asyncProperty(fc.array(anyBook, { maxLength: 20 }), async (books) => {
      const [one, other] = [await signedIn(), await signedIn()]
      const now = new Date()
      await putRows(
        books
          .filter(({ createdAt }) => createdAt <= now)
          .map((book, at) => rowOf(one.user.id, { ...book, title: `${book.title} ${at % 5}` })),
      )
      const [part] = await partsOf(one, format)
      await reportOf(other, part?.text ?? '')
      expect((await partsOf(other, format))[0]?.text).toBe(part?.text)
    })
    await fc.assert(isSame, { numRuns: repetitions(5, 300) })
  })
})

/** The fields of a book that a file of Goodreads holds. */
const asGoodreads = (book: ExportedBook): ExportedBook => {
  const ends = book.readings.flatMap(({ finished_on }) => finished_on ?? []).toSorted()
  const last = ends.at(-1)
  const readings = book.readings.map((_, at) => ({
    started_on: null,
    finished_on: at === book.readings.length - 1 ? (last ?? null) : null,
  }))
  const hasSeries = book.series !== null && book.series_number !== null
  return {
    ...book,
    readings,
    rating: book.rating === null ? null : Math.max(1, Math.round(book.rating)),
    series: hasSeries ? book.series : null,
    series_number: hasSeries ? book.series_number : null,
    createdAt: new Date(book.createdAt.toISOString().slice(0, 10)),
  }
}

it('our file for Goodreads is read back in every field that Goodreads has', () => {
  const books: ExportedBook[] = [
    {
      title: '=A "title", with (parentheses)',
      authors: ['Mary Shelley', 'P. B. Shelley'],
      description: 'Sand.',
      category: 'horror',
      series: 'Sea (Old)',
      series_number: 2.5,
      isbn: '9780141439471',
      publisher: 'Lackington',
      published_year: -800,
      language: 'en',
      pages: 280,
      format: 'other',
      status: 'did_not_finish',
      rating: 3.5,
      progress: 0.5,
      readings: [
        { started_on: '2020-01-01', finished_on: '2020-02-01' },
        { started_on: null, finished_on: '2021-01-01' },
      ],
      tags: ['Gothic', 'two words'],
      review: '=1 < 2 &amp; <b>not bold</b> [b:Dune|1]\nnext\n\n"x"',
      notes: 'a < b &amp; c',
      owned: false,
      extra: {},
      createdAt: new Date('2020-05-05T10:00:00Z'),
    },
  ]
  const text = goodreadsHeader + books.map(goodreadsRow).join('')
  const fields = bookFieldNames.filter((name) => !(leftOut as readonly string[]).includes(name))
  for (const [at, read] of readBack(text).entries())
    for (const name of [...fields, 'createdAt', 'extra'] as const)
      expect([name, read[name as 'title']]).toEqual([
        name,
        asGoodreads(books[at] as ExportedBook)[name as 'title'],
      ])
})
