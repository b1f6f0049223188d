import { maxLookupsPerHour } from '../../../src/lookup/limits.ts'
import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'Scan books',
  done: 'Done',
  hint: 'Hold the barcode on the back of the book before the camera.',
  camera: 'Camera image',
  starting: 'Starting the camera. The browser may ask for your permission.',
  paused: 'The camera is off while this page is hidden.',
  problems: {
    denied:
      'The browser does not let this page use the camera. Allow it in the site settings beside the address, then try again. Or type the ISBN below.',
    none: 'This device has no camera that the browser can use. Type the ISBN below, or use a hand-held scanner.',
    'in-use': 'Another program uses the camera. Close it, then try again. Or type the ISBN below.',
    insecure: 'The browser offers no camera to this page. Type the ISBN below, or use a hand-held scanner.',
    lost: 'The camera was disconnected, or its permission was taken back. Try again, or type the ISBN below.',
    reader: 'The barcode reader could not be loaded. Try again, or type the ISBN below.',
    unknown: 'The camera did not start. Try again, or type the ISBN below.',
  },
  tryAgain: 'Try again',
  light: 'Light',
  sound: 'Sound',
  isbn: 'ISBN',
  isbnHint: 'Typed, or from a hand-held scanner',
  add: 'Add',
  noIsbn: (text: string): string => `“${text}” is not an ISBN. Check its digits.`,
  again: 'This book is in the list already.',
  list: 'Scanned books',
  nothing: 'Each book that you scan is looked up and added to your shelf at once.',
  summary: (added: number, had: number, later: number): string => {
    const parts = [
      added > 0 && plural(added, { one: '1 book added', other: `${added} books added` }),
      had > 0 && `${had} already on your shelf`,
      later > 0 && `${later} for later`,
    ].filter((part) => part !== false)
    return parts.join(' · ')
  },
  waiting: 'Waiting …',
  looking: 'Looking it up …',
  added: 'Added',
  addedWithCover: 'Added with its cover',
  addedCoverComing: 'Added, the cover follows …',
  addedWithoutCover: 'Added. No catalogue has its cover.',
  coverFailed: 'Added, without its cover.',
  retryCover: 'Try the cover again',
  had: 'You have this already',
  undone: 'Taken off your shelf again',
  unknown: 'No catalogue knows this ISBN. It is kept for later.',
  failed: (message: string): string => `Not added yet, kept for later. ${message}`,
  pausedUntil: (time: string): string =>
    `The limit of ${number(maxLookupsPerHour)} lookups an hour is reached. The next is possible in ${time}. Keep scanning: nothing is lost.`,
  undo: 'Undo',
  addAgain: 'Add it again',
  open: 'Open',
  byTitle: 'Search by title',
  byHand: 'By hand',
  forget: 'Remove from the list',
  actionFor: (action: string, book: string): string => `${action}: ${book}`,
  undoFailed: (title: string): string => `“${title}” was not taken off your shelf.`,
  announce: (title: string, state: string): string => `${title}: ${state}`,
}

export const scanTexts = areaTexts('scan', english)
