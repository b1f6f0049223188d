import type { english } from '../keys/texts.ts'

export const keys: typeof english = {
  title: 'Tasten',
  keys: [
    [['/'], 'Bücher durchsuchen'],
    [['n'], 'Buch hinzufügen'],
    [['←', '→', '↑', '↓'], 'Im Regal: von Buch zu Buch'],
    [['Enter'], 'Buch öffnen'],
    [['x'], 'Buch auswählen'],
    [['Umschalt', '→'], 'Bücher dazwischen auswählen'],
    [['Esc'], 'Dialog schließen'],
    [['?'], 'Diese Tasten zeigen'],
  ],
  use: 'Einzelne Tasten als Kurzbefehle verwenden',
}
