import { areaTexts } from '../i18n/texts.ts'

type Key = readonly [names: readonly string[], text: string]

const keys: readonly Key[] = [
  [['/'], 'Search your books'],
  [['n'], 'Add a book'],
  [['←', '→', '↑', '↓'], 'On the shelf: move between books'],
  [['Enter'], 'Open the book'],
  [['x'], 'Choose a book'],
  [['Shift', '→'], 'Choose the books between'],
  [['Esc'], 'Close a dialog'],
  [['?'], 'Show these keys'],
]

export const english = {
  title: 'Keys',
  keys,
  use: 'Use single keys as shortcuts',
}

export const keyTexts = areaTexts('keys', english)
