import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { tagKey } from '../../../src/books/field-rules.ts'
import { newBookRow, type StoredBook } from '../../../src/books/rows.ts'
import { categories, formats, statuses } from '../../../src/db/schema.ts'

const nasty = [...'\r\n\t\0"\',;=+-@ \\\ufeff\u00a0\u2028\u0085\u200f\u0301', '\r\n', '""', "'=", '\u{1f4da}']

/** Any text that a reader may give, with all that CSV, JSON and HTML must escape. */
export const text = (max: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 3 })), {
      maxLength: max,
    })
    .map((parts) => parts.join(''))

const name = text(5).filter((value) => value.trim() !== '')
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const day = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
const dayText = orNull(day.map((date) => date.toISOString().slice(0, 10)))
const reading = fc
  .tuple(dayText, dayText)
  .map(([one, other]) => (one && other && one > other ? [other, one] : [one, other]))
  .map(([started_on = null, finished_on = null]) => ({ started_on, finished_on }))

/** A book with every field, as its reader may give them. */
export const anyBook: fc.Arbitrary<ExportedBook> = fc.record({
  title: text(12)
    .map((title) => title.trim())
    .filter((title) => title !== ''),
  authors: fc.array(name, { maxLength: 3 }),
  description: text(20),
  category: orNull(fc.constantFrom(...categories)),
  series: orNull(name),
  series_number: orNull(fc.integer({ min: 0, max: 999_999 }).map((hundredths) => hundredths / 100)),
  isbn: orNull(fc.constantFrom('9780141439471', '9780306406157', '9791034304486')),
  publisher: orNull(name),
  published_year: orNull(fc.integer({ min: -3000, max: 2200 })),
  language: orNull(fc.constantFrom('en', 'pt-BR', 'zh-Hant-TW')),
  pages: orNull(fc.integer({ min: 1, max: 100_000 })),
  format: orNull(fc.constantFrom(...formats)),
  status: orNull(fc.constantFrom(...statuses)),
  rating: orNull(fc.integer({ min: 1, max: 20 }).map((quarters) => quarters / 4)),
  progress: orNull(fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0)),
  readings: fc.array(reading, { maxLength: 3 }),
  tags: fc.uniqueArray(name, { maxLength: 3, selector: tagKey }),
  review: text(20),
  notes: text(20),
  owned: orNull(fc.boolean()),
  extra: fc
    .dictionary(name, text(5), { maxKeys: 3 })
    .map((fields) => Object.fromEntries(Object.entries(fields))),
  // An import accepts no date in the future.
  createdAt: fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date(), noInvalidDate: true }),
})

const caller = (userId: string) => ({ kind: 'session' as const, userId, sessionId: '', at: new Date() })

/** @returns the row of a book of a reader, with the id that an import in this order gives it */
export const rowOf = (userId: string, { createdAt, ...fields }: ExportedBook): StoredBook => ({
  ...newBookRow(caller(userId), fields, undefined, createdAt),
  id: uuidv7(),
})
