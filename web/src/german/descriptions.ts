import { number, plural } from '../i18n/format.ts'
import type { english } from '../import/descriptions/texts.ts'
import { books, ofBooks } from './parts/books.ts'

export const descriptions: typeof english = {
  title: 'Beschreibungen aus einem früheren Import',
  intro:
    'Der Import schrieb früher Autoren und Ihre Rezension in die Beschreibung. Bis Sie eine solche Beschreibung ' +
    'ändern oder bestätigen, sehen nur Sie sie.',
  find: 'Danach suchen',
  reading: (count) => `${books(count)} durchgesehen …`,
  none: 'Solche Beschreibungen gibt es nicht mehr.',
  changed: (count) => `${books(count)} geändert.`,
  changing: (count, total) => `${number(count)} von ${ofBooks(total)} geändert …`,
  notChanged: 'Bücher, die nicht geändert wurden',
  found: (count) => `${books(count)} aus einem früheren Import`,
  rule:
    'Namen werden an Kommas getrennt. Lassen Sie ein Buch weg, wenn sie nicht stimmen, und bearbeiten Sie es von ' +
    'Hand. Eine Beschreibung, die Sie behalten, sehen auch andere, und sie steht beim nächsten Mal wieder hier.',
  takeApart: (count) => `Autoren und Rezensionen aus ${ofBooks(count)} übernehmen`,
  keep: (count) =>
    plural(count, {
      one: 'Beschreibung behalten und zeigen',
      other: 'Diese Beschreibungen behalten und zeigen',
    }),
  list: 'Bücher aus einem früheren Import',
  authors: (count) => plural(count, { one: 'Autor', other: 'Autoren' }),
  review: 'Ihre Rezension',
  showMore: 'Mehr zeigen',
}
