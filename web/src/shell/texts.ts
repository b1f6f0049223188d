import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  main: 'Main',
  wholeShelf: 'Bookplate, show the whole shelf',
  shelf: 'Shelf',
  numbers: 'Numbers',
  import: 'Import',
  account: 'Account',
  search: 'Search',
  add: 'Add a book',
  exLibris: 'Ex libris',
  shelfTitle: 'Your shelf',
  skip: 'Skip to the content',
  skipToBooks: 'Skip to the books',
  results: (count: number, total: number): string =>
    `${number(count)} of ${plural(total, { one: '1 book', other: `${number(total)} books` })}`,
  books: (count: number): string => plural(count, { one: '1 book', other: `${number(count)} books` }),
  newVersion: 'A new version is ready.',
  reload: 'Reload',
}

export const shellTexts = areaTexts('shell', english)
