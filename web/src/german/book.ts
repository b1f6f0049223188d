import type { english } from '../book/texts.ts'

export const book: typeof english = {
  more: 'Mehr',
  moreSummary: 'Status, Bewertung, Kategorie, Ausgabe, Lektüren, Schlagwörter, Notizen',
}
