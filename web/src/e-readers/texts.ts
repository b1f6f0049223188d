import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'E-readers',
  intro:
    'KOReader, an app for e-readers and phones, can keep your place here. Your devices then share it, and a book that you ' +
    'choose for a document shows it, starts and finishes.',
  howTo: 'How to set up a device',
  steps: (address: string, email: string): readonly string[] => [
    'On this page, under “API keys”, make a key that may “only keep your place on an e-reader”. It is the password of the device.',
    `In KOReader open a book, and in the menu of tools “Progress sync”. As “Custom sync server” enter ${address}`,
    `Choose “Register / Login”, enter ${email} and the key, and press “Login”.`,
    'Turn on “Automatically keep documents in sync”, and “Send document metadata” to see titles here.',
    'Read on and close the book. It then appears below.',
  ],
  documents: 'Documents',
  loading: 'Loading …',
  none: 'No device has sent a document yet.',
  more: 'Show more',
  untitled: 'A document without a title',
  progress: (share: number): string => `${number(Math.round(share * 100))} %`,
  on: (device: string): string => `on ${device}`,
  unknownDevice: 'an unknown device',
  isBook: 'Shown in',
  choose: 'Choose a book',
  chooseFor: (title: string): string => `Choose a book for ${title}`,
  change: 'Change book',
  changeFor: (title: string): string => `Change book of ${title}`,
  untie: 'Untie',
  untieFrom: (title: string, book: string): string => `Untie ${title} from ${book}`,
  forget: 'Forget',
  forgetOf: (title: string): string => `Forget ${title}`,
  search: 'Title, author or series',
  searchHint: 'A book that you have read or given up stays as it is.',
  found: (count: number): string => plural(count, { one: '1 book', other: `${number(count)} books` }),
  noneFits: 'No book of yours fits.',
  by: (title: string, authors: string): string => (authors === '' ? title : `${title}, ${authors}`),
  cancel: 'Cancel',
  isTied: (book: string): string => `${book} now shows the progress of your e-reader.`,
  isUntied: (book: string): string => `${book} stays as it is now.`,
  isForgotten: 'The document is forgotten. It comes back when a device sends it again.',
}

export const eReaderTexts = areaTexts('eReaders', english)
