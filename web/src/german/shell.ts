import { number } from '../i18n/format.ts'
import type { english } from '../shell/texts.ts'
import { books, ofBooks } from './parts/books.ts'

export const shell: typeof english = {
  main: 'Hauptnavigation',
  wholeShelf: 'Bookplate, das ganze Regal zeigen',
  shelf: 'Regal',
  numbers: 'Zahlen',
  import: 'Import',
  account: 'Konto',
  search: 'Suche',
  add: 'Buch hinzufügen',
  exLibris: 'Ex libris',
  shelfTitle: 'Ihr Regal',
  skip: 'Zum Inhalt springen',
  skipToBooks: 'Zu den Büchern springen',
  results: (count, total) => `${number(count)} von ${ofBooks(total)}`,
  books: books,
  newVersion: 'Eine neue Version ist bereit.',
  reload: 'Neu laden',
}
