import { exportedColumns, firstColumns } from '../export/exported-book.ts'
import { readCategory } from './category.ts'
import { readDay, readInstant } from './dates.ts'
import type { Draft } from './draft.ts'
import { descriptionOf } from './plain-text.ts'
import type { ImportFormat } from './report.ts'
import { categoryOf } from './shelves.ts'

export interface CsvFormat {
  format: ImportFormat
  /** The columns that identify the format, in lower case. */
  required: string[]
  /** Further columns that are read if the file has them. */
  optional: string[]
  /** Whether cells have the `'` that guards them from spreadsheets. */
  isGuarded: boolean
  /** @param cell the text of a column; empty if the file does not have it */
  read: (cell: (column: string) => string, now: Date) => Draft
}

const bookplate: CsvFormat = {
  format: 'bookplate_csv',
  required: [...firstColumns],
  optional: exportedColumns.filter((column) => !firstColumns.includes(column)),
  isGuarded: true,
  read: (cell, now) => ({
    title: cell('title'),
    description: cell('description'),
    category: readCategory(cell('category').trim().toLowerCase()),
    categoryGuessed: false,
    createdAt: readInstant(cell('created_at').trim(), now),
  }),
}

const goodreads: CsvFormat = {
  format: 'goodreads',
  required: ['title', 'author', 'exclusive shelf'],
  optional: ['additional authors', 'my review', 'bookshelves', 'date added'],
  isGuarded: false,
  read: (cell, now) => ({
    title: cell('title'),
    description: descriptionOf([cell('author'), cell('additional authors')], cell('my review')),
    ...categoryOf(cell('bookshelves')),
    createdAt: readDay(cell('date added').trim(), now),
  }),
}

const storygraph: CsvFormat = {
  format: 'storygraph',
  required: ['title', 'read status', 'contributors'],
  // Older exports call the authors "Author".
  optional: ['authors', 'author', 'review', 'tags', 'date added'],
  isGuarded: false,
  read: (cell, now) => ({
    title: cell('title'),
    description: descriptionOf([cell('authors') || cell('author'), cell('contributors')], cell('review')),
    ...categoryOf(cell('tags')),
    createdAt: readDay(cell('date added').trim(), now),
  }),
}

export const csvFormats = [bookplate, goodreads, storygraph]
