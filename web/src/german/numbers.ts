import { number, plural } from '../i18n/format.ts'
import type { english } from '../numbers/texts.ts'

export const numbers: typeof english = {
  title: 'Ihre Bibliothek in Zahlen',
  yearTitle: (year) => `Ihr Lesejahr ${year}`,
  label: 'In Zahlen',
  years: 'Jahre',
  allTime: 'Gesamt',
  earlier: (year) => `Früher: ${year}`,
  later: (year) => `Später: ${year}`,
  loading: 'Die Bücher werden gezählt …',
  print: 'Drucken',
  picture: 'Bild des Jahres',
  finished: (books) => plural(books, { one: 'Buch beendet', other: 'Bücher beendet' }),
  pages: (pages) => plural(pages, { one: 'Seite gelesen', other: 'Seiten gelesen' }),
  ofShelf: 'Regal',
  shelfHint: (pages) =>
    `Die Länge ist geschätzt: 300 Seiten sind 2 cm dick. ${plural(pages, { one: '1 Seite zählt', other: `${number(pages)} Seiten zählen` })}; ein Buch ohne Seitenzahl zählt nicht mit.`,
  averageRating: (count) =>
    plural(count, {
      one: 'Sterne, die Bewertung von 1 Buch',
      other: `Sterne im Mittel von ${number(count)} Bewertungen`,
    }),
  run: (months) =>
    plural(months, {
      one: 'Monat mit einem beendeten Buch',
      other: 'Monate in Folge mit einem beendeten Buch',
    }),
  fullest: (month) => `im ${month}, Ihrem vollsten Monat`,
  repeated: (books, different) =>
    `${plural(different, { one: '1 verschiedenes Buch', other: `${number(different)} verschiedene Bücher` })}: einige der ${number(books)} haben Sie wieder gelesen.`,
  undated: (books) =>
    plural(books, {
      one: '1 gelesenes Buch hat kein Datum und steht darum in keinem Monat und keinem Jahr.',
      other: `${number(books)} gelesene Bücher haben kein Datum und stehen darum in keinem Monat und keinem Jahr.`,
    }),
  covers: (year) => `Die Bücher von ${year}`,
  moreCovers: (books) =>
    plural(books, { one: 'und 1 weiteres Buch', other: `und ${number(books)} weitere Bücher` }),
  coversLoading: 'Die Umschläge werden geladen …',
  chart: {
    booksByMonth: 'Bücher im Monat',
    pagesByMonth: 'Seiten im Monat',
    booksByYear: 'Bücher im Jahr',
    pagesByYear: 'Seiten im Jahr',
    ratings: 'Bewertungen',
    categories: 'Kategorien',
    authors: 'Autoren',
    formats: 'Formate',
    statuses: 'Status',
    languages: 'Sprachen',
    series: 'Reihen',
    tags: 'Schlagwörter',
  },
  head: {
    month: 'Monat',
    year: 'Jahr',
    books: 'Bücher',
    pages: 'Seiten',
    rating: 'Sterne',
    category: 'Kategorie',
    author: 'Autor',
    format: 'Format',
    status: 'Status',
    language: 'Sprache',
    series: 'Reihe',
    tag: 'Schlagwort',
  },
  stars: (rating) => `${number(rating)} ★`,
  longest: 'Das längste',
  shortest: 'Das kürzeste',
  sizedBook: (pages) => plural(pages, { one: '1 Seite', other: `${number(pages)} Seiten` }),
  onTheShelf: 'Im Regal',
  books: (books) => plural(books, { one: '1 Buch', other: `${number(books)} Bücher` }),
  reading: 'Was Sie gelesen haben',
  emptyYear: (year) => `${year} ohne beendetes Buch`,
  emptyYearHint:
    'Manche Jahre sind zum Leben da, und manche Bücher bleiben lange offen. Endet eine Lektüre in diesem Jahr, so steht sie hier.',
  futureYear: (year) => `${year} ist noch ungeschrieben`,
  futureYearHint: 'Das Regal ist leer, und es ist noch Zeit.',
  currentYearHint: 'Das Jahr hat noch Platz. Das erste Buch, das Sie beenden, steht hier.',
  emptyReading: 'Noch kein beendetes Buch',
  emptyReadingHint: 'Markieren Sie ein Buch als gelesen: Seiten, Autor und Monat werden dann hier gezählt.',
  toShelf: 'Zum Regal',
}
