import { areaTexts } from '../i18n/texts.ts'

export const english = {
  statuses: {
    want_to_read: 'Want to read',
    reading: 'Reading',
    read: 'Read',
    did_not_finish: 'Did not finish',
  },
  formats: {
    hardcover: 'Hardcover',
    paperback: 'Paperback',
    ebook: 'E-book',
    audiobook: 'Audiobook',
    other: 'Other',
  },
  fields: {
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
  },
  undo: 'Undo',
  tryAgain: 'Try again',
  /** @param reason the message of the error */
  notChanged: (title: string, reason: string): string => `“${title}” was not changed. ${reason}`,
  yearBeforeChrist: (year: number): string => `${year} BC`,
  startedOn: (day: string): string => `Started on ${day}`,
  finishedOn: (day: string): string => `Finished on ${day}`,
  unknownDays: 'On unknown days',
}

export const libraryTexts = areaTexts('library', english)
