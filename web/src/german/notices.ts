import { number, plural } from '../i18n/format.ts'
import type { english } from '../library/notice-texts.ts'
import { books, ofBooks } from './parts/books.ts'

export const notices: typeof english = {
  undo: 'Rückgängig',
  tryAgain: 'Erneut versuchen',
  show: 'Zeigen',
  deleted: (title) => `„${title}“ gelöscht.`,
  notDeleted: (title) => `„${title}“ wurde nicht gelöscht.`,
  manyDeleted: (count) => `${books(count)} gelöscht.`,
  manyNotDeleted: (count, of) =>
    count === of
      ? `${books(count)} wurden nicht gelöscht.`
      : `${number(count)} von ${ofBooks(of)} wurden nicht gelöscht.`,
  changedSoNotDeleted: (title, more) =>
    more === 0
      ? `„${title}“ wurde auf einer anderen Seite oder einem anderen Gerät geändert und deshalb nicht gelöscht.`
      : `„${title}“ und ${plural(more, { one: '1 weiteres', other: `${number(more)} weitere` })} wurden auf einer anderen Seite oder einem anderen Gerät geändert und deshalb nicht gelöscht.`,
  left: (title) => `„${title}“ gehört nicht mehr in diese Liste.`,
  movedFirst: (title) => `„${title}“ ist jetzt das erste Buch dieser Liste.`,
  movedBehind: (title, other) => `„${title}“ steht jetzt hinter „${other}“.`,
  movedFurther: (title) => `„${title}“ steht jetzt weiter unten in dieser Liste.`,
  gone: (title) => (title === undefined ? 'Dieses Buch wurde gelöscht.' : `„${title}“ wurde gelöscht.`),
  changedElsewhere: 'Ihre Bibliothek wurde auf einer anderen Seite oder einem anderen Gerät geändert.',
}
