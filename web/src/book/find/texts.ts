import { plural } from '../../i18n/format.ts'
import { areaTexts } from '../../i18n/texts.ts'

export const english = {
  label: 'Find a book, to fill in the form',
  placeholder: 'ISBN or title',
  find: 'Find',
  searching: 'Searching …',
  found: (count: number): string =>
    plural(count, { one: '1 found. Choose one.', other: `${count} found. Choose one.` }),
  nothing: 'No catalogue knows this book. Fill in the form yourself.',
  filledFrom: (source: string): string =>
    `Filled in from ${source}. Your own text stays as it was. Check the fields.`,
  list: 'Found books',
  coverFailed: (reason: string): string => `The cover was not added. ${reason}`,
}

export const findTexts = areaTexts('find', english)
