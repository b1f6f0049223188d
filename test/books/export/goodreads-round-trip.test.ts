import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { reportOf } from '../import/transfer.ts'
import { putRows } from '../put-book.ts'
import { anyBook, rowOf, text } from './any-book.ts'
import { partsOf } from './parts-of.ts'

/** Names as Goodreads has them: in one line, without commas. */
const plain = (value: string) => value.replace(/[\s\0,]+/g, ' ').trim()
const day = (date: Date) => new Date(date.toISOString().slice(0, 10))
const noNul = (value: string) => value.replaceAll('\0', '')

/** As much of a book as the columns of Goodreads can say. */
const asInGoodreads = (book: ExportedBook): ExportedBook => {
  const { readings, series_number, status } = book
  const days = readings.flatMap(({ finished_on }) => finished_on ?? []).toSorted()
  const series = series_number === null ? '' : plain(book.series ?? '').replace(/[()]|,$/g, '')
  return {
    ...book,
    title: noNul(book.title).trim() || 'A',
    authors: [...new Set(book.authors.map(plain).filter(Boolean))].slice(0, 1),
    description: '',
    category: null,
    series: series.trim() || null,
    series_number: series.trim() ? series_number : null,
    publisher: noNul(book.publisher ?? '').trim() || null,
    published_year: book.published_year || null,
    language: null,
    rating: book.rating && Math.max(1, Math.round(book.rating)),
    progress: null,
    readings: readings.map((_, at) => ({
      started_on: null,
      finished_on: at === readings.length - 1 ? (days.at(-1) ?? null) : null,
    })),
    tags: status ? [] : [...new Set(book.tags.map((tag) => plain(tag).toLowerCase()).filter(Boolean))],
    review: noNul(book.review),
    notes: noNul(book.notes).trim(),
    extra: {},
    createdAt: day(book.createdAt),
  }
}

const today = new Date().toISOString()

// An import takes no date of the year 0, and none in the future. A title with a series of its own is read as one.
const isReadable = ({ readings, title, createdAt }: ExportedBook) =>
  createdAt.getUTCFullYear() > 0 &&
  readings.every(({ finished_on }) => !finished_on || (finished_on > '0001' && finished_on <= today)) &&
  !/#[^()#]+\)$/.test(title)

const library = fc.array(
  fc.record({
    book: anyBook,
    review: text(30),
    notes: fc.constantFrom('', 'a & b', '1\n2', '<3', ' =1', '- x'),
  }),
  { maxLength: 10 },
)

it('the export for Goodreads, imported, is the same library in all that Goodreads has', async () => {
  const isSame = fc.asyncProperty(library, async (found) => {
    const as = await signedIn()
    const books = found
      .map(({ book, ...more }, at) => ({
        ...asInGoodreads({ ...book, ...more }),
        title: `${book.title} ${at}`,
      }))
      // Of two books with one ISBN an import takes the second for the first.
      .map((book, at) => ({ ...book, title: noNul(book.title).trim(), isbn: at === 0 ? book.isbn : null }))
      .filter(isReadable)
    await putRows(books.map((book) => rowOf(as.user.id, book)))
    const [part] = await partsOf(as, 'goodreads')
    const copy = await signedIn()
    const report = await reportOf(copy, part?.text ?? '')
    expect([report.format, report.created, report.failed]).toEqual(['goodreads', books.length, 0])
    const [before, after] = [await partsOf(as, 'json'), await partsOf(copy, 'json')]
    const booksIn = (text = '') => JSON.parse(text).books.map((book: object) => ({ ...book, category: null }))
    expect(booksIn(after[0]?.text)).toEqual(booksIn(before[0]?.text))
  })
  await fc.assert(isSame, { numRuns: repetitions(8, 300) })
})
