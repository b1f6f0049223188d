import type { english } from '../page/texts.ts'

export const page: typeof english = {
  loading: 'Wird geladen …',
  notFound: 'Seite nicht gefunden',
  notFoundHint: 'Unter dieser Adresse gibt es keine Seite.',
  toShelf: 'Zum Regal',
  unreachable: 'Die Bibliothek ist nicht erreichbar',
}
