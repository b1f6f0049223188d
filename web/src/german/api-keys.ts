import type { english } from '../api-keys/texts.ts'
import { number, plural } from '../i18n/format.ts'

export const apiKeys: typeof english = {
  title: 'API-Schlüssel',
  intro:
    'Ein Programm mit einem Schlüssel benutzt Ihre Bibliothek ohne Ihr Passwort. Sie bestimmen, was es darf und wie lange.',
  docs: 'Alle Anfragen, mit Beispielen',
  loading: 'Wird geladen …',
  none: 'Sie haben keine Schlüssel.',
  made: (day) => `Erstellt am ${day}`,
  ends: (day) => `endet am ${day}`,
  used: (moment) => `benutzt gegen ${moment}`,
  neverUsed: 'nie benutzt',
  make: 'Schlüssel erstellen …',
  name: 'Name des Programms',
  nameHint: 'Damit Sie später wissen, welchen Schlüssel Sie widerrufen.',
  enterName: 'Geben Sie einen Namen ein.',
  scopes: 'Das Programm darf',
  scope: {
    'books:read': 'Ihre Bücher, Statistiken und Exporte lesen',
    'books:write': 'Bücher hinzufügen, ändern, löschen und importieren',
    'profile:read': 'Ihren Namen und Ihre E-Mail-Adresse lesen',
    sync: 'nur Ihre Lesestelle auf einem E-Reader merken',
  },
  noScope: 'Wählen Sie mindestens eins.',
  days: 'Der Schlüssel endet nach',
  inDays: (days) => plural(days, { one: '1 Tag', other: `${number(days)} Tagen` }),
  confirm: 'Schlüssel erstellen',
  making: 'Wird erstellt …',
  cancel: 'Abbrechen',
  newKey: {
    title: 'Ihr neuer Schlüssel',
    once: 'Kopieren Sie den Schlüssel jetzt. Er wird nur dieses eine Mal gezeigt, der Dienst kennt ihn danach nicht mehr.',
    label: 'Schlüssel',
    copy: 'Schlüssel kopieren',
    isCopied: 'Der Schlüssel ist kopiert.',
    warning:
      'Sie haben den Schlüssel nicht kopiert. Wenn Sie jetzt schließen, müssen Sie einen anderen erstellen.',
    done: 'Ich habe den Schlüssel',
  },
  revoke: 'Widerrufen',
  revoking: 'Wird widerrufen …',
  revokeOf: (name) => `Den Schlüssel von ${name} widerrufen`,
  isRevoked: (name) => `Der Schlüssel von ${name} ist widerrufen.`,
}
