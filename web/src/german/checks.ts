import { maxPages, maxSeriesNumber, maxYear, minYear } from '../../../src/books/limits.ts'
import { number } from '../i18n/format.ts'
import type { english } from '../library/check-texts.ts'

export const checks: typeof english = {
  title: 'Geben Sie einen Titel ein.',
  seriesNumber: () => `Geben Sie eine Zahl bis ${number(maxSeriesNumber)} ein, zum Beispiel 2 oder 2,5.`,
  year: `Geben Sie ein Jahr von ${minYear} bis ${maxYear} ein.`,
  pages: () => `Geben Sie eine ganze Zahl von 1 bis ${number(maxPages)} ein.`,
  percent: 'Geben Sie einen Prozentwert von 0 bis 100 ein.',
  isbn: 'Das ist keine ISBN: Eine Ziffer ist falsch oder fehlt.',
  language: 'Geben Sie eine Sprache ein, zum Beispiel Deutsch, en oder pt-BR.',
  reversed: 'Das Ende liegt vor dem Anfang.',
  noName: 'Geben Sie diesem Feld einen Namen.',
  twice: 'Zwei Felder haben diesen Namen.',
  wholeDate: 'Geben Sie das ganze Datum ein oder keines.',
}
