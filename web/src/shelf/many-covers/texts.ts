import { number, plural } from '../../i18n/format.ts'
import { areaTexts } from '../../i18n/texts.ts'

const covers = (count: number): string => plural(count, { one: '1 cover', other: `${number(count)} covers` })

export const english = {
  drop: 'Drop images here. Each goes to the book that its name names.',
  noImages: 'There is no image among these files.',
  title: 'Covers for many books',
  reading: (count: number): string => `Reading your library: ${number(count)} books so far …`,
  hint: 'Look at each line. Nothing is sent before you agree.',
  /** Followed by the names. */
  leftOut: (count: number): string =>
    plural(count, {
      one: 'Left out, because it is not an image:',
      other: 'Left out, because they are not images:',
    }),
  more: (count: number): string => `and ${number(count)} more`,
  images: 'Images',
  image: 'Image',
  book: 'Book',
  bookFor: (name: string): string => `Book for ${name}`,
  noBook: 'No book',
  closest: 'Closest',
  allBooks: 'All books',
  unsure: 'Choose the book.',
  likely: 'Please check.',
  double: 'Another image is for this book.',
  hasCover: 'Has a cover already.',
  replace: 'Replace it',
  add: (count: number): string => `Add ${covers(count)}`,
  none: 'Choose a book for at least one image.',
  sending: (done: number, of: number): string => `${number(done)} of ${covers(of)} added`,
  stop: 'Stop',
  stopped: (done: number, of: number): string => `Stopped. ${number(done)} of ${covers(of)} were added.`,
  goOn: 'Continue',
  waiting: 'Waiting',
  preparing: 'Preparing …',
  uploading: (percent: number): string => `Uploading, ${percent} %`,
  done: 'Added',
  finished: (count: number): string => `${covers(count)} added.`,
  failed: (count: number): string => `${covers(count)} could not be added.`,
  retry: (count: number): string => `Try ${number(count)} again`,
  close: 'Done',
  gotCover: 'This book has got a cover elsewhere in the meantime.',
}

export const manyCoversTexts = areaTexts('manyCovers', english)
