import type { BookField, Format, Status } from './book.ts'

export const statusNames: Record<Status, string> = {
  want_to_read: 'Want to read',
  reading: 'Reading',
  read: 'Read',
  did_not_finish: 'Did not finish',
}

export const formatNames: Record<Format, string> = {
  hardcover: 'Hardcover',
  paperback: 'Paperback',
  ebook: 'E-book',
  audiobook: 'Audiobook',
  other: 'Other',
}

export const fieldLabels: Record<BookField, string> = {
  title: 'Title',
  authors: 'Authors',
  description: 'Description',
  category: 'Category',
  series: 'Series',
  series_number: 'Number in the series',
  isbn: 'ISBN',
  publisher: 'Publisher',
  published_year: 'Year of publication',
  language: 'Language',
  pages: 'Pages',
  format: 'Format',
  status: 'Status',
  rating: 'Rating',
  progress: 'Progress',
  readings: 'Readings',
  tags: 'Tags',
  review: 'Review',
  notes: 'Notes',
  owned: 'Owned',
  extra: 'Your own fields',
}
