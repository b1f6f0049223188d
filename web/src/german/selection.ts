import { number, plural } from '../i18n/format.ts'
import type { english } from '../shelf/selection/texts.ts'
import { books, ofBooks } from './parts/books.ts'

const others = (title: string, more: number): string =>
  more === 0
    ? `„${title}“`
    : `„${title}“ und ${plural(more, { one: '1 weiteres', other: `${number(more)} weitere` })}`

const verb = (count: number, one: string, other: string): string => plural(count, { one, other })

export const selection: typeof english = {
  select: 'Auswählen',
  selectBook: (title) => `„${title}“ auswählen`,
  start: 'Bücher auswählen',
  bar: 'Ausgewählte Bücher',
  selected: (count) => (count === 0 ? 'Bücher auswählen. Escape beendet.' : `${books(count)} ausgewählt.`),
  count: (count) => (count === 0 ? 'Bücher auswählen' : `${books(count)} ausgewählt`),
  notShown: (count) => `${number(count)} hier nicht sichtbar`,
  selectAll: (count) => `Alle ${number(count)}`,
  selectAllName: (count) => `Alle ${number(count)} geladenen Bücher auswählen`,
  end: 'Auswahl beenden',
  status: 'Status …',
  noStatus: 'Ohne Status',
  category: 'Kategorie …',
  tags: 'Schlagwörter …',
  covers: 'Umschläge …',
  delete: 'Löschen',
  tag: 'Schlagwort hinzufügen',
  addTag: 'Hinzufügen',
  tagsOfBooks: 'Schlagwörter dieser Bücher',
  apply: 'Anwenden',
  tagOnSome: (count, of) => `bei ${number(count)} von ${number(of)}`,
  statusSet: (count, status) =>
    status === undefined
      ? `Status von ${ofBooks(count)} entfernt.`
      : `${books(count)} als „${status}“ vermerkt.`,
  categorySet: (count, category) =>
    category === undefined
      ? `Kategorie von ${ofBooks(count)} entfernt.`
      : `${books(count)} in „${category}“ verschoben.`,
  tagsSet: (count) => `Schlagwörter von ${ofBooks(count)} geändert.`,
  nothingToChange: 'Diese Bücher sind schon so.',
  changing: (count) => `${books(count)} ${verb(count, 'wird', 'werden')} geändert …`,
  undo: 'Rückgängig',
  undone: (count) => `Änderung von ${ofBooks(count)} zurückgenommen.`,
  tryAgain: 'Erneut versuchen',
  notChanged: (count, of) =>
    count === of
      ? `${books(count)} ${verb(count, 'konnte', 'konnten')} nicht geändert werden.`
      : `${number(count)} von ${ofBooks(of)} konnten nicht geändert werden.`,
  changedElsewhere: (title, more) =>
    `${others(title, more)} ${verb(more + 1, 'wurde', 'wurden')} auf einer anderen Seite oder einem anderen Gerät geändert und ${verb(more + 1, 'bleibt', 'bleiben')} unverändert.`,
  changedSince: (title, more) =>
    `${others(title, more)} ${verb(more + 1, 'wurde', 'wurden')} seither geändert und ${verb(more + 1, 'bleibt', 'bleiben')} unverändert.`,
  goneElsewhere: (title, more) =>
    `${others(title, more)} ${verb(more + 1, 'ist', 'sind')} nicht mehr in der Bibliothek.`,
  rejected: (title, more) =>
    `${others(title, more)} ${verb(more + 1, 'konnte', 'konnten')} nicht geändert werden.`,
}
