import { type BookField, bookFieldNames } from '../../fields.ts'
import { readInstant } from '../dates.ts'
import type { IssueCode } from '../issues.ts'
import { createdAt as anyDate, datesRead } from '../readers/dates.ts'
import { anyAuthors } from '../readers/names.ts'
import type { Reader, Readers } from '../readers/reader.ts'
import { anyShelves } from '../readers/shelves.ts'
import { title } from '../readers/titles.ts'
import type { Format } from './format.ts'

const listFields: readonly BookField[] = ['authors', 'readings', 'tags', 'extra']
const numberFields: readonly BookField[] = ['series_number', 'published_year', 'pages', 'rating', 'progress']

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value that our export wrote as `cell`. */
const parsed = (field: BookField, cell: string): unknown => {
  if (listFields.includes(field)) return parse(cell)
  if (numberFields.includes(field)) return /^-?\d/.test(cell) ? Number(cell) : undefined
  if (field === 'owned') return { true: true, false: false }[cell.trim().toLowerCase()]
  // The first export may have been edited: "Fantasy ".
  return field === 'category' ? cell.trim().toLowerCase() : cell
}

const codes: Partial<Record<BookField, IssueCode>> = { category: 'unknown_category', isbn: 'invalid_isbn' }

/** For a file that was written by hand: its lists are no JSON. */
const byHand: Readers = { authors: anyAuthors, tags: anyShelves, readings: datesRead }

const reader = (field: BookField): Reader => ({
  to: field,
  read: (cell, draft, column) => {
    if (/^\s*[^\s[{]/.test(cell) && byHand[field]) byHand[field].read(cell, draft, column)
    else draft.set(field, parsed(field, cell), column, cell, codes[field])
  },
})

const createdAt: Reader = {
  to: 'created_at',
  hasDates: true,
  read: (cell, draft, column) => {
    const date = readInstant(cell.trim(), column.now)
    if (date) draft.createdAt = date
    else anyDate.read(cell, draft, column)
  },
}

const ownReaders = (): Readers => Object.fromEntries(bookFieldNames.map((field) => [field, reader(field)]))

/** Our CSV, old and new, and our JSON as a table. The columns have the names of the fields of the API. */
export const bookplate: Format = {
  format: 'bookplate_csv',
  required: ['title', 'description', 'category'],
  readers: { ...ownReaders(), title, created_at: createdAt },
  isOurs: true,
}
