import { areaTexts } from '../../i18n/texts.ts'

export const english = {
  aBook: 'A book',
  loading: 'Loading the book …',
  close: 'Close the book',
  toShelf: 'To the shelf',
  previous: 'Previous book',
  next: 'Next book',
  atStart: 'This is the first book of the shelf.',
  atEnd: 'This is the last book of the shelf.',
  by: 'by',
  edit: 'Edit',
  delete: 'Delete',
  addedOn: (day: string): string => `Added on ${day}`,
  changedOn: (day: string): string => `changed on ${day}`,
  foreign: 'This book belongs to another reader.',
  moreBy: (author: string): string => `More by ${author}`,
  moreIn: (series: string): string => `More in ${series}`,
  showAll: 'Show all',
  change: (field: string): string => `Change: ${field}`,
  changed: (field: string): string => `Changed: ${field}.`,
  save: 'Save',
  cancel: 'Cancel',
  author: 'Author',
  longHint: 'Ctrl and Enter saves, Escape takes it back.',
  hint: 'Enter saves, Escape takes it back.',
  notSaved: 'This is not saved yet.',
  /** @param time as in `today, 14:05` */
  kept: (time: string): string => `Kept from ${time}, and not saved yet.`,
  /** Followed by the text. @param time as in `today, 14:05` */
  typed: (field: string, time: string): string =>
    `This book is no longer in the library. Kept from ${time}, and not saved (${field}):`,
  copy: 'Copy',
  copied: 'Copied.',
  addAsNew: 'Add as a new book',
  discarded: 'The text is discarded.',
  changedTo: (text: string): string =>
    `In the meantime, this was changed to “${text}”. Save again to replace it.`,
}

export const sheetTexts = areaTexts('sheet', english)
