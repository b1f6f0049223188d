import { areaTexts } from '../i18n/texts.ts'

export const english = {
  more: 'More',
  moreSummary: 'Status, rating, category, edition, reading, tags, notes',
}

export const bookTexts = areaTexts('book', english)
