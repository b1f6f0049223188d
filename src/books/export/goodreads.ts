import type { BookField } from '../fields.ts'
import { plainCsvLine } from './csv.ts'
import type { ExportedBook } from './exported-book.ts'
import { siteHtml } from './site-html.ts'

/** The fields that Goodreads' file has no column for. */
export const leftOut = [
  'description',
  'category',
  'language',
  'progress',
  'extra',
] as const satisfies readonly BookField[]

/** The part of the other fields that Goodreads' file cannot hold, for people. */
export const shortened =
  'Ratings become whole stars: halves go up, and the least is one star. Of several readings the file has the number and ' +
  'the last day, and no first days. Of the date added it has the day. A series without a number is left out. A comma in a ' +
  'tag becomes a semicolon.'

// A spreadsheet runs text after these characters. Programs that read this file trim the cells and know no `'` in front.
const isRun = /^[=+\-@\t\r]/
const guarded = (cell: string): string => (isRun.test(cell) ? ` ${cell}` : cell)

const text = (value: number | string | null): string => String(value ?? '')

/** The cell that an import of Goodreads' file kept of a column. */
const keptOf = (extra: ExportedBook['extra'], column: string): string =>
  Object.hasOwn(extra, column) ? (extra[column] ?? '') : ''

/** Text in a formula, as Goodreads writes it: a spreadsheet would take the digits for a number. */
const asFormula = (digits: string): string => `="${digits}"`

const isbn10Of = (isbn13: string): string => {
  if (!isbn13.startsWith('978')) return ''
  const digits = isbn13.slice(3, 12)
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const check = (11 - (sum % 11)) % 11
  return digits + (check === 10 ? 'X' : check)
}

const wordsOf = (name: string): string =>
  name
    .split(/[\s,]+/)
    .toSorted()
    .join(' ')
    .trim()

/** "Mary Shelley" → "Shelley, Mary"; or as the file of an import said it of the same name. */
const lastFirst = ({ authors: [name = ''], extra }: ExportedBook): string => {
  const kept = keptOf(extra, 'Author l-f')
  return wordsOf(kept) === wordsOf(name) ? kept : name.trim().replace(/^(.*\S)\s+(\S+)$/s, '$2, $1')
}

const shelves = {
  want_to_read: 'to-read',
  reading: 'currently-reading',
  read: 'read',
  did_not_finish: 'did-not-finish',
} as const

const bindings = {
  hardcover: 'Hardcover',
  paperback: 'Paperback',
  ebook: 'ebook',
  audiobook: 'Audiobook',
  other: 'Unknown Binding',
} as const

const bindingWords = {
  hardcover: /hardcover|hardback|library binding/i,
  paperback: /paperback/i,
  ebook: /e-?book|kindle|nook|epub|kobo/i,
  audiobook: /audi/i,
} as const

/** An import keeps a binding that says more than the format, such as "Kindle Edition". */
const bindingOf = ({ format, extra }: ExportedBook): string => {
  if (!format) return ''
  const kept = keptOf(extra, 'Binding')
  const [said = 'other'] = Object.entries(bindingWords).find(([, words]) => words.test(kept)) ?? []
  return kept && said === format ? kept : bindings[format]
}

const copiesOf = ({ owned, extra }: ExportedBook): string => {
  const kept = keptOf(extra, 'Owned Copies')
  return owned && Number(kept) > 1 ? kept : text(owned === null ? null : Number(owned))
}

/** A series that our import, as other programs, reads back: its parentheses are closed, and nothing is trimmed. */
const isNotable = (series: string): boolean =>
  /^[^()]*(?:\([^()]*\)[^()]*)*$/.test(series) &&
  series === series.trim() &&
  !series.endsWith(',') &&
  // An import would take it for several series.
  !/\s#[^;]*;/.test(series)

/** Goodreads knows a series as a part of the title. `Title (Series)` would be a title with a remark. */
const titleOf = ({ title, series, series_number }: ExportedBook): string =>
  series === null || series_number === null || !isNotable(series)
    ? title
    : `${title} (${series}, #${series_number})`

const day = (date: string): string => date.replaceAll('-', '/')

const lastFinished = ({ readings }: ExportedBook): string => {
  const days = readings.flatMap(({ finished_on }) => finished_on ?? [])
  return day(days.toSorted().at(-1) ?? '')
}

type Cell = (book: ExportedBook) => string

/** A column that no field has: an import of Goodreads' file keeps it. */
const kept =
  (column: string): Cell =>
  ({ extra }) =>
    guarded(keptOf(extra, column))

/** The columns of Goodreads' own export, in its order. */
const columns: Record<string, Cell> = {
  'Book Id': kept('Book Id'),
  Title: (book) => guarded(titleOf(book)),
  Author: ({ authors }) => guarded(authors[0] ?? ''),
  'Author l-f': (book) => guarded(lastFirst(book)),
  'Additional Authors': ({ authors }) => guarded(authors.slice(1).join(', ')),
  ISBN: ({ isbn }) => asFormula(isbn10Of(isbn ?? '')),
  ISBN13: ({ isbn }) => asFormula(isbn ?? ''),
  'My Rating': ({ rating }) => (rating === null ? '0' : text(Math.max(1, Math.round(rating)))),
  'Average Rating': kept('Average Rating'),
  Publisher: ({ publisher }) => guarded(text(publisher)),
  Binding: (book) => guarded(bindingOf(book)),
  'Number of Pages': ({ pages }) => text(pages),
  'Year Published': ({ published_year }) => text(published_year),
  'Original Publication Year': kept('Original Publication Year'),
  'Date Read': lastFinished,
  'Date Added': ({ createdAt }) => day(createdAt.toISOString().slice(0, 10)),
  Bookshelves: ({ tags }) => guarded(tags.map((tag) => tag.replaceAll(',', ';')).join(', ')),
  'Bookshelves with positions': () => '',
  'Exclusive Shelf': ({ status }) => (status ? shelves[status] : ''),
  'My Review': ({ review }) => siteHtml(review),
  Spoiler: kept('Spoiler'),
  'Private Notes': ({ notes }) => guarded(notes),
  'Read Count': ({ readings }) => text(readings.length),
  'Owned Copies': copiesOf,
}

export const goodreadsHeader = plainCsvLine(Object.keys(columns))

/** @returns the line of a book in the columns of Goodreads */
export const goodreadsRow = (book: ExportedBook): string =>
  plainCsvLine(Object.values(columns).map((cell) => cell(book)))
