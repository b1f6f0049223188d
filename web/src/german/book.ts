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
    unread: 'Das Bild konnte nicht gelesen werden.',
    notScaled: 'Das Bild konnte nicht verkleinert werden.',
    notScalable: 'Dieser Browser kann das Bild nicht verkleinern. Bitte ein kleineres Bild wählen.',
    emptyFile: 'Diese Datei ist leer. Bitte eine andere Datei wählen.',
    goneFile:
      'Diese Datei ist nicht mehr lesbar. Vielleicht wurde sie geändert, verschoben oder gelöscht. Bitte erneut wählen.',
    noImage: 'Diese Datei ist kein lesbares Bild. Bitte ein Bild in JPEG, PNG, WebP oder GIF wählen.',
  },
}
