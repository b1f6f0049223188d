import type { english } from '../book/texts.ts'

export const book: typeof english = {
  more: 'Mehr',
  moreSummary: 'Status, Bewertung, Kategorie, Ausgabe, Lektüren, Schlagwörter, Notizen',
  cover: {
    label: 'Bild des Umschlags',
    preview: 'Vorschau des Umschlags',
    empty: 'Bild hierher ziehen, einfügen oder eine Datei auswählen',
    preparing: 'Das Bild wird vorbereitet …',
    ready: (size) => `Bereit zum Hochladen, ${size}`,
    formats: 'JPEG, PNG, WebP oder GIF',
    crop: 'Zuschneiden',
    remove: 'Neuen Umschlag entfernen',
  },
}
