import fc from 'fast-check'
import { emptyFields } from '../../src/books/fields.ts'
import { categories, formats, statuses } from '../../src/db/schema.ts'
import type { ModelBook } from './listing-model.ts'

// Few values, so that books tie, and filters find some of them.

export const titles = ['The Owl', 'Owl', 'OWL', 'Émile', 'emile', 'A', 'Zoë "x"', '猫', '+++', '𝒜']
export const authors = ['Mary Shelley', 'MARY SHELLEY', 'J. R. Tolkien', 'J.R. Tolkien', 'Émile Zola', '—']
export const series = ['Earthsea', 'earthsea', 'The Expanse']
export const tags = ['Gothic', 'gothic', 'sci fi', 'a"b\\c', 'Ж', 'ж']

const orNull = <T>(...values: readonly T[]) => fc.constantFrom(null, ...values)
const day = orNull('2024-02-29', '2024-03-01', '2025-12-31', '2026-01-01')
const reading = day.map((finished_on) => ({ started_on: null, finished_on }))

export const anyBook: fc.Arbitrary<ModelBook> = fc.record({
  fields: fc.record({
    title: fc.constantFrom(...titles),
    authors: fc.uniqueArray(fc.constantFrom(...authors), { maxLength: 2 }),
    description: fc.constantFrom('', 'Spice and owls.'),
    category: orNull(...categories.slice(0, 2)),
    series: orNull(...series),
    series_number: orNull(0, 1, 2.5, 10, 9999.99),
    isbn: fc.constant(emptyFields.isbn),
    publisher: fc.constant(null),
    published_year: orNull(-800, 1818, 2026),
    language: orNull('en', 'en-GB'),
    pages: orNull(1, 99, 100, 100_000),
    format: orNull(...formats.slice(0, 2)),
    status: orNull(...statuses),
    rating: orNull(0.25, 3, 4.75, 5),
    progress: fc.constant(null),
    readings: fc.array(reading, { maxLength: 3 }),
    tags: fc.uniqueArray(fc.constantFrom(...tags), { maxLength: 3, selector: (tag) => tag.toLowerCase() }),
    review: fc.constantFrom('', 'Splendid.'),
    notes: fc.constantFrom('', 'Lent to a friend.'),
    owned: orNull(true, false),
    extra: fc.constant({}),
  }),
  createdAt: fc
    .constantFrom(Date.UTC(2025, 11, 31, 23), Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 1))
    .map((at) => new Date(at)),
  hasCover: fc.boolean(),
  isOld: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
})

const filter = {
  category: fc.constantFrom(...categories.slice(0, 2), 'none'),
  status: fc.constantFrom(...statuses),
  tag: fc.constantFrom(...tags, 'GOTHIC', 'sci'),
  author: fc.constantFrom(...authors, 'émile zola', 'Zola'),
  series: fc.constantFrom(...series),
  language: fc.constantFrom('en', 'EN-gb').map((tag) => (tag === 'en' ? tag : 'en-GB')),
  format: fc.constantFrom(...formats.slice(0, 2)),
  owned: fc.constantFrom('true', 'false'),
  cover: fc.constant('none'),
  rating_min: fc.constantFrom('3', '4.75'),
  q: fc.constantFrom('owl', 'spi ow', 'splendid', 'lent gothic', 'shel', 'earth', 'none'),
}

/** At most two filters, because more of them leave no book. */
export const anyFilters = fc
  .record(filter, { requiredKeys: [] })
  .chain((all) => fc.subarray(Object.entries(all), { maxLength: 2 }))
  .map((some) => Object.fromEntries(some) as Record<string, string>)

/** Places where a list may start, by the column of its order. */
export const places: Record<string, string[]> = {
  created_at: ['2026-01', '2025-12'],
  finished_on: ['2024-03', '2026-02'],
  title: ['o', 'É', 'z'],
  author: ['T', 'sh'],
  series: ['exp', 'F'],
  rating: ['3', '4.5'],
  published_year: ['-800', '1900'],
  pages: ['100', '7'],
}
