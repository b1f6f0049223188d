import { number, plural } from '../i18n/format.ts'
import type { english } from '../shelf/many-covers/texts.ts'

const covers = (count: number): string =>
  plural(count, { one: '1 Umschlag', other: `${number(count)} Umschläge` })
const ofCovers = (count: number): string =>
  plural(count, { one: '1 Umschlag', other: `${number(count)} Umschlägen` })

export const manyCovers: typeof english = {
  drop: 'Bilder hier ablegen. Jedes gehört zu dem Buch, das sein Name nennt.',
  noImages: 'Unter diesen Dateien ist kein Bild.',
  title: 'Umschläge für viele Bücher',
  reading: (count) => `Bibliothek wird gelesen: bisher ${number(count)} Bücher …`,
  hint: 'Bitte jede Zeile prüfen. Nichts wird gesendet, bevor Sie zustimmen.',
  leftOut: (count) =>
    plural(count, {
      one: 'Ausgelassen, weil es kein Bild ist:',
      other: 'Ausgelassen, weil es keine Bilder sind:',
    }),
  more: (count) => `und ${number(count)} weitere`,
  images: 'Bilder',
  image: 'Bild',
  book: 'Buch',
  bookFor: (name) => `Buch für ${name}`,
  noBook: 'Kein Buch',
  closest: 'Am ähnlichsten',
  allBooks: 'Alle Bücher',
  unsure: 'Bitte das Buch wählen.',
  likely: 'Bitte prüfen.',
  double: 'Ein anderes Bild ist für dieses Buch.',
  hasCover: 'Hat schon einen Umschlag.',
  replace: 'Ersetzen',
  add: (count) => `${covers(count)} hinzufügen`,
  none: 'Bitte für mindestens ein Bild ein Buch wählen.',
  sending: (done, of) => `${number(done)} von ${ofCovers(of)} hinzugefügt`,
  stop: 'Anhalten',
  stopped: (done, of) => `Angehalten. ${number(done)} von ${ofCovers(of)} hinzugefügt.`,
  goOn: 'Fortsetzen',
  waiting: 'Wartet',
  preparing: 'Wird vorbereitet …',
  uploading: (percent) => `Wird hochgeladen, ${percent} %`,
  done: 'Hinzugefügt',
  finished: (count) => `${covers(count)} hinzugefügt.`,
  failed: (count) =>
    `${covers(count)} ${plural(count, { one: 'konnte', other: 'konnten' })} nicht hinzugefügt werden.`,
  retry: (count) => `${number(count)} erneut versuchen`,
  close: 'Fertig',
  gotCover: 'Dieses Buch hat inzwischen anderswo einen Umschlag bekommen.',
}
