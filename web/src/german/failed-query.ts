import type { english } from '../shelf/failed-texts.ts'

export const failedQuery: typeof english = {
  title: 'Diese Liste konnte nicht geladen werden',
  stillShown: 'Sie sehen noch die vorige Liste:',
  allBooks: 'Alle Bücher',
  withoutCover: 'Ohne Umschlag',
  owned: 'Im Besitz',
  notOwned: 'Nicht im Besitz',
  keep: 'Diese Liste behalten',
}
