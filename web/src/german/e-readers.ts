import type { english } from '../e-readers/texts.ts'
import { number, plural } from '../i18n/format.ts'

export const eReaders: typeof english = {
  title: 'E-Reader',
  intro:
    'KOReader, eine App für E-Reader und Handys, kann Ihre Lesestelle hier ablegen. Ihre Geräte teilen sie dann, und ein ' +
    'Buch, das Sie für ein Dokument wählen, zeigt sie an, wird begonnen und beendet.',
  howTo: 'So richten Sie ein Gerät ein',
  steps: (address, email) => [
    'Erstellen Sie auf dieser Seite unter „API-Schlüssel“ einen Schlüssel, der „nur Ihre Lesestelle auf einem E-Reader merken“ darf. Er ist das Passwort des Geräts.',
    `Öffnen Sie in KOReader ein Buch und im Menü der Werkzeuge „Progress sync“. Als „Custom sync server“ geben Sie ${address} ein.`,
    `Wählen Sie „Register / Login“, geben Sie ${email} und den Schlüssel ein, und drücken Sie „Login“.`,
    'Schalten Sie „Automatically keep documents in sync“ ein, und „Send document metadata“, um hier die Titel zu sehen.',
    'Lesen Sie weiter, und schließen Sie das Buch. Dann erscheint es unten.',
  ],
  documents: 'Dokumente',
  loading: 'Wird geladen …',
  none: 'Noch hat kein Gerät ein Dokument gesendet.',
  more: 'Mehr zeigen',
  untitled: 'Ein Dokument ohne Titel',
  progress: (share) => `${number(Math.round(share * 100))} %`,
  on: (device) => `auf ${device}`,
  unknownDevice: 'einem unbekannten Gerät',
  isBook: 'Angezeigt in',
  choose: 'Buch wählen',
  chooseFor: (title) => `Buch wählen für ${title}`,
  change: 'Buch ändern',
  changeFor: (title) => `Buch ändern von ${title}`,
  untie: 'Lösen',
  untieFrom: (title, book) => `Lösen: ${title} von ${book}`,
  forget: 'Vergessen',
  forgetOf: (title) => `Vergessen: ${title}`,
  search: 'Titel, Autor oder Reihe',
  searchHint: 'Ein Buch, das Sie gelesen oder abgebrochen haben, bleibt, wie es ist.',
  found: (count) => plural(count, { one: '1 Buch', other: `${number(count)} Bücher` }),
  noneFits: 'Keines Ihrer Bücher passt.',
  by: (title, authors) => (authors === '' ? title : `${title}, ${authors}`),
  cancel: 'Abbrechen',
  isTied: (book) => `${book} zeigt jetzt den Fortschritt Ihres E-Readers.`,
  isUntied: (book) => `${book} bleibt, wie es jetzt ist.`,
  isForgotten: 'Das Dokument ist vergessen. Es kommt wieder, wenn ein Gerät es noch einmal sendet.',
}
