import type { english } from '../connection/texts.ts'
import { dateTimeText } from '../i18n/format.ts'

export const connection: typeof english = {
  offline: 'Sie sind offline.',
  unreachable: 'Die Bibliothek ist nicht erreichbar.',
  shown: (loadedAt) =>
    loadedAt === undefined
      ? 'Alles Weitere braucht eine Verbindung.'
      : `Sie sehen, was am ${dateTimeText(loadedAt)} geladen wurde. Änderungen brauchen eine Verbindung.`,
}
