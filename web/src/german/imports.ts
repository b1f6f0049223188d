import { limits } from 'bookplate/client'
import { number, plural } from '../i18n/format.ts'
import type { english } from '../import/texts.ts'
import { books } from './parts/books.ts'
import { service } from './parts/import-service.ts'

const { maxImportBytes, maxImportRows } = limits

const asText = 'als Text'

export const imports: typeof english = {
  title: 'Bibliothek importieren',
  intro:
    'Aus Goodreads, StoryGraph, LibraryThing, Calibre, BookWyrm oder Bookplate, oder aus einer eigenen Tabelle. ' +
    'Zuerst sehen Sie eine Vorschau, und nichts ändert sich, bis Sie bestätigen. Eine Spalte, für die es hier ' +
    'keinen Platz gibt, wird ein eigenes Feld. Umschläge werden nicht importiert. Sie können sie später hinzufügen.',
  file: 'Datei zum Importieren',
  drop: 'Datei hier ablegen oder auswählen',
  kinds: () => `Eine CSV-, TSV- oder JSON-Datei mit höchstens ${number(maxImportRows)} Büchern.`,
  tooLarge: `Die Datei ist größer als ${maxImportBytes / 1024 ** 2} MB. Teilen Sie sie, und importieren Sie die Teile.`,
  chooseAgain: (name) =>
    `Die Seite wurde neu geladen, und die Datei ist nicht mehr da. Wählen Sie „${name}“ noch einmal: Ihre Angaben sind noch da.`,
  sending: 'Datei wird gesendet …',
  reading: 'Datei wird gelesen …',
  adding: 'Bücher werden hinzugefügt …',
  books,
  rows: (count) => plural(count, { one: '1 Zeile', other: `${number(count)} Zeilen` }),
  formats: {
    goodreads: 'ein Export von Goodreads',
    storygraph: 'ein Export von StoryGraph',
    librarything: 'ein Export von LibraryThing',
    calibre: 'ein Katalog von Calibre',
    bookwyrm: 'ein Export von BookWyrm',
    bookplate_csv: 'ein Export von Bookplate',
    bookplate_json: 'ein Export von Bookplate',
    other: 'eine andere Tabelle',
  },
  service,
  whichTitles: 'In welcher Spalte stehen die Titel?',
  noneAdded: 'Es wurden keine neuen Bücher hinzugefügt',
  noneToAdd: 'Keine neuen Bücher in dieser Datei',
  toAdd: (count) => `${books(count)} hinzuzufügen`,
  added: (count) => `${books(count)} ins Regal gestellt`,
  toChange: (count) => `${books(count)} zu ändern`,
  changed: (count) => `${books(count)} geändert`,
  counts: {
    toAdd: 'Hinzuzufügen',
    added: 'Hinzugefügt',
    toChange: 'Zu ändern',
    changed: 'Geändert',
    skipped: 'Schon da',
    cannotBeAdded: 'Nicht möglich',
    failed: 'Fehlgeschlagen',
  },
  misfits: (count) =>
    plural(count, {
      one: '1 Zelle hat einen Wert, der nicht in ihr Feld passt. Die Zeilen unten nennen ihn, und Ihre eigenen Felder behalten ihn.',
      other: `${number(count)} Zellen haben einen Wert, der nicht in ihr Feld passt. Die Zeilen unten nennen sie, und Ihre eigenen Felder behalten sie.`,
    }),
  downloadFailed: (count) =>
    plural(count, {
      one: 'Die fehlgeschlagene Zeile herunterladen',
      other: `Die ${number(count)} fehlgeschlagenen Zeilen herunterladen`,
    }),
  failedFile: (name) => `${name} fehlgeschlagene Zeilen.csv`,
  columns: 'Spalten der Datei',
  columnsHint:
    'Bookplate kennt dieses Format nicht und hat nach dem Namen jeder Spalte ein Feld gewählt. Berichtigen Sie, ' +
    'was nicht stimmt. „Eigenes Feld“ behält eine Spalte als Text in Ihren eigenen Feldern.',
  columnsKnown: 'Jede Spalte wird dieses Feld eines Buchs:',
  column: 'Spalte',
  becomes: 'Wird',
  notInField: `Bleibt ${asText}`,
  cells: (count) => plural(count, { one: '1 Zelle', other: `${number(count)} Zellen` }),
  ownField: 'eigenes Feld',
  importFields: {
    readings: 'Tage der Lektüren',
    started_on: 'Begonnen am',
    finished_on: 'Beendet am',
    read_count: 'Zahl der Lektüren',
    created_at: 'Hinzugefügt am',
  },
  dateOrder: 'Welche Reihenfolge haben die Daten in dieser Datei?',
  dates: (column, count, examples) =>
    plural(count, {
      one: `„${column}“ hat 1 Datum wie ${examples}.`,
      other: `„${column}“ hat ${number(count)} Daten wie ${examples}.`,
    }),
  dayFirst: 'Der Tag steht vorn: 03/04/2021 ist der 3. April 2021',
  monthFirst: 'Der Monat steht vorn: 03/04/2021 ist der 4. März 2021',
  orderUnknown: `Ich weiß es nicht: Diese Daten ${asText} in eigenen Feldern behalten`,
  existing: 'Bücher, die Sie schon haben',
  leave: 'Lassen, wie sie sind',
  fill: 'Ihre leeren Felder aus der Datei füllen',
  replace: 'Auch diese Felder ersetzen, wo die Datei einen anderen Wert hat',
  chooseTitles: 'Wählen Sie die Spalte, in der die Titel stehen.',
  previewAgain: 'Neue Vorschau',
  import: (count) => `${books(count)} importieren`,
  tryAgain: 'Erneut versuchen',
  chooseOther: 'Andere Datei wählen',
  importOther: 'Noch eine Datei importieren',
  toShelf: 'Zum Regal',
  see: (count) =>
    plural(count, { one: 'Das neue Buch ansehen', other: `Die ${number(count)} neuen Bücher ansehen` }),
  statuses: {
    created: { preview: 'Wird hinzugefügt', done: 'Hinzugefügt' },
    updated: { preview: 'Wird geändert', done: 'Geändert' },
    skipped: { preview: 'Schon da', done: 'Schon da' },
    failed: { preview: 'Nicht möglich', done: 'Fehlgeschlagen' },
  },
  outcome: 'Ergebnis',
  expected: 'Erwartetes Ergebnis',
  outcomes: 'Ergebnis jeder Zeile',
  expectedOutcomes: 'Erwartetes Ergebnis jeder Zeile',
  row: 'Zeile',
  titleColumn: 'Titel',
  noTitle: 'ohne Titel',
  show: 'Zeigen:',
  allRows: 'alle Zeilen',
  showMore: (some, all) => `${number(some)} weitere von ${number(all)} zeigen`,
  matchRows: (list) => `Zeile ${list}.`,
  taken: (fields) => `Aus der Datei übernommen: ${fields}.`,
  fileHasMore: (fields) => `Die Datei hat mehr: ${fields}.`,
  differs: (fields) => `In der Datei anders: ${fields}.`,
  cell: (column, value, message) => `${column} „${value}“: ${message}`,
  more: (count) => `Und ${number(count)} weitere.`,
  inSentence: (label) => label,
}
