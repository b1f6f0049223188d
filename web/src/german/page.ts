import type { english } from '../page/texts.ts'

export const page: typeof english = {
  loading: 'Wird geladen …',
  notFound: 'Seite nicht gefunden',
  notFoundHint: 'Unter dieser Adresse gibt es keine Seite.',
  toShelf: 'Zum Regal',
  formNotLoaded: 'Das Formular konnte nicht geladen werden',
  unreachable: 'Die Bibliothek ist nicht erreichbar',
}
