import type { english } from '../filters/texts.ts'
import { number, plural } from '../i18n/format.ts'
import { books } from './parts/books.ts'

export const filters: typeof english = {
  filters: 'Filter',
  isActive: 'aktiv',
  active: 'Aktive Filter',
  remove: (filter) => `Filter entfernen: ${filter}`,
  clear: 'Alle entfernen',
  names: {
    status: 'Status',
    tag: 'Schlagwort',
    author: 'Autor',
    series: 'Reihe',
    format: 'Format',
    language: 'Sprache',
    rating_min: 'Bewertung',
    owned: 'Besitz',
    cover: 'Umschlag',
  },
  ratingMin: (stars) =>
    stars === 5
      ? '5 Sterne'
      : plural(stars, { one: 'Mindestens 1 Stern', other: `Mindestens ${number(stars)} Sterne` }),
  owned: { true: 'Im Besitz', false: 'Nicht im Besitz' },
  noCover: 'Ohne Umschlag',
  category: (name) => `Kategorie: ${name}`,
  search: (q) => `Suche: ${q}`,
  named: (name, value) => `${name}: ${value}`,
  counting: 'Wird gezählt …',
  notCounted: 'Nicht gezählt.',
  noValues: 'Keine unter diesen Büchern.',
  find: (name) => `Suchen: ${name}`,
  private: 'Nur Sie sehen Status, Schlagwörter, Bewertungen und Besitz.',
  count: books,
  show: (count) => (count === undefined ? 'Bücher zeigen' : `${books(count)} zeigen`),
  group: 'Gruppieren nach',
  groups: { none: 'Nicht gruppiert', series: 'Reihe', author: 'Autor' },
  without: (filter) => `Ohne „${filter}“`,
  wouldShow: 'Entfernen Sie einen davon, um Bücher zu sehen:',
}
