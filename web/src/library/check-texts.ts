import { maxPages, maxSeriesNumber, maxYear, minYear } from '../../../src/books/limits.ts'
import { number } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

/** The messages for fields whose text cannot be read. */
export const english = {
  title: 'Enter a title.',
  seriesNumber: (): string => `Enter a number up to ${number(maxSeriesNumber)}, such as 2 or 2.5.`,
  year: `Enter a year from ${minYear} to ${maxYear}.`,
  pages: (): string => `Enter a whole number from 1 to ${number(maxPages)}.`,
  percent: 'Enter a percentage from 0 to 100.',
  isbn: 'This is not an ISBN: a digit is wrong or missing.',
  language: 'Enter a language, such as English, de or pt-BR.',
  reversed: 'The end is before the start.',
  noName: 'Enter a name for this field.',
  twice: 'Two fields have this name.',
  wholeDate: 'Enter the whole date, or none.',
}

export const checkTexts = areaTexts('checks', english)
