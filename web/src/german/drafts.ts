import type { english } from '../drafts/texts.ts'

export const drafts: typeof english = {
  offers: 'Aufbewahrte Entwürfe',
  offer: (title, time) =>
    title === '' ? `Ein Entwurf von ${time}.` : `Ein Entwurf zu „${title}“ von ${time}.`,
  continue: 'Fortsetzen',
  discard: 'Verwerfen',
  kept: (title) =>
    title === '' ? 'Der Entwurf ist aufbewahrt.' : `Der Entwurf zu „${title}“ ist aufbewahrt.`,
  keptInPage: (title) =>
    `Der Entwurf${title === '' ? '' : ` zu „${title}“`} bleibt bis zum Schließen dieser Seite. Der Browser konnte ihn nicht speichern.`,
  discarded: 'Der Entwurf ist verworfen.',
  undo: 'Rückgängig',
}
