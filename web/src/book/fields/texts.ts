import { number, plural } from '../../i18n/format.ts'
import { areaTexts } from '../../i18n/texts.ts'

export const english = {
  title: 'Title',
  onlyYou: 'Only you see this.',
  about: { title: 'About the book', summary: 'Category, series, description', number: 'Number' },
  authors: { add: 'Add another author', row: 'author', one: (at: number): string => `Author ${at}` },
  edition: {
    title: 'The edition',
    summary: 'ISBN, publisher, year, pages, language, format',
    notKnown: 'Not known',
    languageHint: 'A name or a code, such as English, de or pt-BR.',
  },
  reading: {
    title: 'Your reading',
    summary: 'Progress, days, tags, review, notes',
    progress: 'Progress in percent',
    isOwned: 'Do you own it?',
    notSaid: 'Not said',
    yes: 'Yes',
    no: 'No',
  },
  readings: {
    hint: 'Each time that you read it. Leave a day empty if you do not know it.',
    add: 'Add a reading',
    row: 'reading',
    started: 'Started',
    finished: 'Finished',
  },
  rating: {
    notSet: 'Not set',
    notRated: 'Not rated',
    stars: (stars: number): string => plural(stars, { one: '1 star', other: `${number(stars)} stars` }),
    hint: 'Only you see status and rating.',
  },
  tags: {
    hint: 'Press Enter after each tag, or type a comma.',
    list: 'Tags of this book',
    remove: (tag: string): string => `Remove tag ${tag}`,
  },
  own: {
    summary: 'Anything else that you want to keep',
    hint: 'For example “Mood” or “Lent to”.',
    add: 'Add a field',
    row: 'field',
    name: 'Name',
    value: 'Value',
    nameOf: (at: number): string => `Name of field ${at}`,
    valueOf: (at: number): string => `Value of field ${at}`,
  },
}

export const fieldTexts = areaTexts('fields', english)
