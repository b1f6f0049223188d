import fc from 'fast-check'
import { categories, formats, statuses } from '../../../src/db/schema.ts'

// A control character, a quote and an unpaired looking emoji are what JSON within JSON is likely to change.
const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
    fc.constantFrom('a\u0000b', '"\\"', '漢字かな', "l'Étranger", '😀\u2028', 'The Name'),
  )
const name = text(12).filter((value) => value.trim() !== '')
const title = name.map((value) => value.trim())
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary)
const quarters = fc.integer({ min: 1, max: 20 }).map((quarter) => quarter / 4)
const cents = fc.integer({ min: 0, max: 999_999 }).map((cent) => cent / 100)

const fields = {
  title,
  authors: fc.array(name, { maxLength: 3 }),
  description: fc.oneof(text(20), fc.constantFrom('', 'By Jane Austen', 'By Jane Austen\n\nMy review')),
  category: orNull(fc.constantFrom(...categories)),
  series: orNull(name),
  series_number: orNull(cents),
  isbn: orNull(fc.constantFrom('9780141439471', '0-14-143951-3', '9791032305690')),
  publisher: orNull(name),
  published_year: orNull(fc.integer({ min: -3000, max: 2200 })),
  language: orNull(fc.constantFrom('en', 'pt-br', 'zh-Hant')),
  pages: orNull(fc.integer({ min: 1, max: 100_000 })),
  format: orNull(fc.constantFrom(...formats)),
  status: orNull(fc.constantFrom(...statuses)),
  rating: orNull(quarters),
  progress: orNull(fc.double({ min: 0, max: 1, noNaN: true })),
  readings: fc.array(
    fc.constantFrom(
      { started_on: null, finished_on: '2026-02-28' },
      { started_on: '2025-12-31', finished_on: '2026-01-01' },
    ),
    { maxLength: 2 },
  ),
  tags: fc.uniqueArray(fc.constantFrom('gothic', 'Meer', 'été', '漢字', '"'), { maxLength: 3 }),
  review: fc.oneof(text(30), fc.constant('')),
  notes: fc.oneof(text(30), fc.constant('')),
  owned: orNull(fc.boolean()),
  extra: fc.dictionary(name, text(10), { maxKeys: 2, noNullPrototype: true }),
}

/** Any fields of a book. */
export const bookChange = () => fc.record(fields, { requiredKeys: [] })
