import type { english } from '../add/texts.ts'
import { plural } from '../i18n/format.ts'

export const add: typeof english = {
  title: 'Buch hinzufügen',
  loading: 'Wird geladen …',
  notLoaded: 'Das Formular konnte nicht geladen werden',
  ways: {
    photo: 'Foto',
    scan: 'Scannen',
    search: 'Suchen',
    hand: 'Von Hand',
  },
  hints: {
    photo: 'Ein Bild des Umschlags, dann der Titel',
    scan: 'Strichcodes, ein Buch nach dem anderen',
    search: 'Eine ISBN oder Wörter des Titels',
    hand: 'Das Formular selbst ausfüllen',
  },
  takePhoto: 'Foto aufnehmen',
  choosePicture: 'Bild auswählen',
  forLater: (count) =>
    plural(count, {
      one: '1 Buch ist für später vorgemerkt',
      other: `${count} Bücher sind für später vorgemerkt`,
    }),
}
