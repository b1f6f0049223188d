import { maxLookupsPerHour } from '../../../src/lookup/limits.ts'
import { number, plural } from '../i18n/format.ts'
import type { english } from '../scan/texts.ts'

export const scan: typeof english = {
  title: 'Bücher scannen',
  done: 'Fertig',
  hint: 'Halten Sie den Strichcode auf der Rückseite des Buchs vor die Kamera.',
  camera: 'Bild der Kamera',
  starting: 'Die Kamera startet. Der Browser fragt vielleicht nach Ihrer Erlaubnis.',
  paused: 'Die Kamera ist aus, solange diese Seite verdeckt ist.',
  problems: {
    denied:
      'Der Browser lässt diese Seite die Kamera nicht nutzen. Erlauben Sie es in den Einstellungen neben der Adresse, und versuchen Sie es erneut. Oder tippen Sie die ISBN ein.',
    none: 'Dieses Gerät hat keine Kamera, die der Browser nutzen kann. Tippen Sie die ISBN ein, oder nehmen Sie einen Handscanner.',
    'in-use':
      'Ein anderes Programm nutzt die Kamera. Schließen Sie es, und versuchen Sie es erneut. Oder tippen Sie die ISBN ein.',
    insecure:
      'Der Browser bietet dieser Seite keine Kamera. Tippen Sie die ISBN ein, oder nehmen Sie einen Handscanner.',
    lost: 'Die Kamera wurde getrennt, oder ihre Erlaubnis wurde entzogen. Versuchen Sie es erneut, oder tippen Sie die ISBN ein.',
    reader:
      'Der Strichcodeleser konnte nicht geladen werden. Versuchen Sie es erneut, oder tippen Sie die ISBN ein.',
    unknown: 'Die Kamera startet nicht. Versuchen Sie es erneut, oder tippen Sie die ISBN ein.',
  },
  tryAgain: 'Erneut versuchen',
  light: 'Licht',
  sound: 'Ton',
  isbn: 'ISBN',
  isbnHint: 'Getippt oder von einem Handscanner',
  add: 'Hinzufügen',
  noIsbn: (text) => `„${text}“ ist keine ISBN. Prüfen Sie die Ziffern.`,
  again: 'Dieses Buch steht schon in der Liste.',
  list: 'Gescannte Bücher',
  nothing: 'Jedes gescannte Buch wird nachgeschlagen und sofort in Ihr Regal gestellt.',
  summary: (added, had, later) => {
    const parts = [
      added > 0 && plural(added, { one: '1 Buch hinzugefügt', other: `${added} Bücher hinzugefügt` }),
      had > 0 && `${had} schon im Regal`,
      later > 0 && `${later} für später`,
    ].filter((part) => part !== false)
    return parts.join(' · ')
  },
  waiting: 'Wartet …',
  looking: 'Wird nachgeschlagen …',
  added: 'Hinzugefügt',
  addedWithCover: 'Mit Umschlag hinzugefügt',
  addedCoverComing: 'Hinzugefügt, der Umschlag folgt …',
  addedWithoutCover: 'Hinzugefügt. Kein Katalog hat den Umschlag.',
  coverFailed: 'Hinzugefügt, ohne Umschlag.',
  retryCover: 'Umschlag erneut versuchen',
  had: 'Haben Sie schon',
  undone: 'Wieder aus dem Regal genommen',
  unknown: 'Kein Katalog kennt diese ISBN. Sie ist für später vorgemerkt.',
  failed: (message) => `Noch nicht hinzugefügt, für später vorgemerkt. ${message}`,
  pausedUntil: (time) =>
    `Die Grenze von ${number(maxLookupsPerHour)} Abfragen in der Stunde ist erreicht. Die nächste ist in ${time} möglich. Scannen Sie ruhig weiter: Nichts geht verloren.`,
  undo: 'Rückgängig',
  addAgain: 'Wieder hinzufügen',
  open: 'Öffnen',
  byTitle: 'Nach Titel suchen',
  byHand: 'Von Hand',
  forget: 'Aus der Liste entfernen',
  actionFor: (action, book) => `${action}: ${book}`,
  undoFailed: (title) => `„${title}“ wurde nicht aus dem Regal genommen.`,
  announce: (title, state) => `${title}: ${state}`,
}
