import { number, plural } from '../i18n/format.ts'
import type { english } from '../shell/texts.ts'

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
  results: (count, total) =>
    `${number(count)} von ${plural(total, { one: '1 Buch', other: `${number(total)} Büchern` })}`,
  books: (count) => plural(count, { one: '1 Buch', other: `${number(count)} Bücher` }),
  newVersion: 'Eine neue Version ist bereit.',
  reload: 'Neu laden',
}
