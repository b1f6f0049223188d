import { plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'Add a book',
  loading: 'Loading …',
  notLoaded: 'The form could not be loaded',
  ways: {
    photo: 'Photo',
    scan: 'Scan',
    search: 'Search',
    hand: 'By hand',
  },
  hints: {
    photo: 'A picture of the cover, then its title',
    scan: 'Barcodes, one book after another',
    search: 'An ISBN or words of the title',
    hand: 'Fill in the form yourself',
  },
  takePhoto: 'Take a photo',
  choosePicture: 'Choose a picture',
  forLater: (count: number): string =>
    plural(count, { one: '1 book is kept for later', other: `${count} books are kept for later` }),
}

export const addTexts = areaTexts('add', english)
