import type { english } from '../drafts/texts.ts'

export const drafts: typeof english = {
  offers: 'Entwürfe',
  offer: (title, time) => (title === '' ? `Ein Entwurf (${time}).` : `Ein Entwurf zu „${title}“ (${time}).`),
  continue: 'Fortsetzen',
  discard: 'Verwerfen',
  kept: (title) =>
    title === '' ? 'Der Entwurf bleibt erhalten.' : `Der Entwurf zu „${title}“ bleibt erhalten.`,
  keptInPage: (title) =>
    `Der Entwurf${title === '' ? '' : ` zu „${title}“`} bleibt nur bis zum Schließen dieser Seite erhalten. Der Browser konnte ihn nicht speichern.`,
  discarded: 'Der Entwurf ist verworfen.',
  undo: 'Rückgängig',
}
