import type { english } from '../book/find/texts.ts'
import { plural } from '../i18n/format.ts'

export const find: typeof english = {
  label: 'Ein Buch finden, um das Formular auszufüllen',
  placeholder: 'ISBN oder Titel',
  find: 'Suchen',
  searching: 'Suche läuft …',
  found: (count) =>
    plural(count, {
      one: '1 gefunden. Wählen Sie es aus.',
      other: `${count} gefunden. Wählen Sie eines aus.`,
    }),
  nothing: 'Kein Katalog kennt dieses Buch. Füllen Sie das Formular selbst aus.',
  filledFrom: (source) => `Ausgefüllt aus ${source}. Ihr eigener Text ist geblieben. Prüfen Sie die Felder.`,
  list: 'Gefundene Bücher',
  coverFailed: (reason) => `Der Umschlag wurde nicht hinzugefügt. ${reason}`,
}
