import type { english } from '../completion/texts.ts'
import { number, plural } from '../i18n/format.ts'

export const completion: typeof english = {
  suggestions: (label) => `Vorschläge: ${label}`,
  found: (count) =>
    plural(count, {
      one: '1 Vorschlag. Drücken Sie die Pfeiltaste nach unten.',
      other: `${number(count)} Vorschläge. Drücken Sie die Pfeiltaste nach unten.`,
    }),
}
