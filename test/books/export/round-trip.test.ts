import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvHeader, csvRow } from '../../../src/books/export/csv.ts'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { jsonEnd, jsonRow, jsonStart, withoutCovers } from '../../../src/books/export/json.ts'
import { bookFields, emptyFields } from '../../../src/books/fields.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { putRows } from '../put-book.ts'
import { anyBook, rowOf } from './any-book.ts'
import { partsOf } from './parts-of.ts'
import { readBack } from './read-back.ts'

const write = {
  csv: (books: ExportedBook[]) => csvHeader + books.map(csvRow).join(''),
  json: (books: ExportedBook[]) =>
    jsonStart(withoutCovers) + books.map((book, index) => jsonRow(book, index === 0)).join('') + jsonEnd,
}

describe.each(['csv', 'json'] as const)('an export as %s', (format) => {
  it('has every field as it is, as its description says', () => {
    const isSame = fc.property(fc.array(anyBook, { maxLength: 8 }), (books) => {
      for (const { createdAt, ...fields } of books) expect(bookFields.parse(fields)).toEqual(fields)
      expect(readBack(write[format](books))).toEqual(books)
    })
    fc.assert(isSame, { numRuns: repetitions(50, 5000) })
  })

  it('has every field as D1 has it', async () => {
    const isSame = fc.asyncProperty(fc.array(anyBook, { maxLength: 20 }), async (books) => {
      const as = await signedIn()
      const numbered = books.map((book, at) => ({ ...book, title: `${book.title} ${at}` }))
      await putRows(numbered.map((book) => rowOf(as.user.id, book)))
      const [part] = await partsOf(as, format)
      const inOrder = numbered.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      expect(part?.text).toBe(write[format](inOrder))
    })
    await fc.assert(isSame, { numRuns: repetitions(5, 300) })
  })

  it('keeps texts of the greatest length', () => {
    const long = '\u{1f4da}'.repeat(20_000)
    const book = { ...emptyFields, title: '"'.repeat(200), review: long, notes: long, createdAt: new Date(0) }
    expect(readBack(write[format]([book]))).toEqual([book])
  })
})
