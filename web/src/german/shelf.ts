import type { english } from '../shelf/texts.ts'
import { books } from './parts/books.ts'

export const shelf: typeof english = {
  add: 'Buch hinzufügen',
  books: 'Bücher',
  loading: 'Wird geladen …',
  summary: (shown, hasMore) => {
    if (shown === 0) return 'Keine Bücher.'
    return `${books(shown)}${hasMore ? ' bisher; beim Blättern folgen weitere' : ''}.`
  },
  search: 'Bücher durchsuchen',
  searchHint: 'Titel, Autor, Schlagwort …',
  without: {
    month: '',
    initial: 'Ohne Autor',
    series: 'Ohne Reihe',
    author: 'Ohne Autor',
    rating: 'Nicht bewertet',
    finished: 'Nicht beendet',
    published: 'Ohne Jahr',
    pages: 'Ohne Seitenzahl',
  },
  pageRange: (from, to) => (from === 0 ? `Bis ${to} Seiten` : `${from}–${to} Seiten`),
  jump: 'Springen zu',
  fromStart: 'Von Anfang an zeigen',
  clearSearch: 'Suche leeren',
  tools: 'Reihenfolge und Ansicht',
  size: 'Größe der Umschläge',
  sizes: { small: 'Kleine Umschläge', medium: 'Mittlere Umschläge', large: 'Große Umschläge' },
  sortBy: 'Sortieren nach',
  view: 'Ansicht',
  views: { covers: 'Umschläge zeigen', list: 'Kompakte Liste zeigen', spines: 'Buchrücken zeigen' },
  categories: 'Kategorien',
  all: 'Alle',
  nothingFound: (q, category) => {
    const where = category === undefined ? '' : ` in ${category}`
    return q === '' ? `Noch keine Bücher${where}` : `Kein Buch${where} passt zu „${q}“`
  },
  nothingFoundWithoutCategory: (q) =>
    q === '' ? 'Noch keine Bücher ohne Kategorie' : `Kein Buch ohne Kategorie passt zu „${q}“`,
  searchRule:
    'Die Suche findet Wortanfänge in allen Texten eines Buchs, in Autoren, Reihen und Schlagwörtern.',
  showAll: 'Alle Bücher zeigen',
  empty: 'Ihr Regal ist leer',
  emptyHint: 'Fügen Sie ein Buch hinzu, oder importieren Sie eine Bibliothek aus einem anderen Dienst.',
  import: 'Bibliothek importieren',
  numbers: 'Ihre Bibliothek in Zahlen',
}
