import { number, plural } from '../../i18n/format.ts'
import { areaTexts } from '../../i18n/texts.ts'

const books = (count: number): string => plural(count, { one: '1 book', other: `${number(count)} books` })

export const english = {
  title: 'Descriptions of an earlier import',
  intro:
    'The import used to write authors and your review into the description. Until you change or confirm ' +
    'such a description, only you can see it.',
  find: 'Look for them',
  reading: (count: number): string => `Read ${books(count)} …`,
  none: 'No such descriptions are left.',
  changed: (count: number): string => `${books(count)} changed.`,
  changing: (count: number, total: number): string => `${number(count)} of ${books(total)} changed …`,
  notChanged: 'Books that were not changed',
  found: (count: number): string => `${books(count)} of an earlier import`,
  rule:
    'Names are split at commas. Leave a book out if they are not right, and edit it by hand. A description ' +
    'that you keep is shown to other readers, and listed here again the next time.',
  takeApart: (count: number): string => `Make authors and reviews of ${books(count)}`,
  keep: (count: number): string =>
    plural(count, { one: 'Keep and show its description', other: 'Keep and show these descriptions' }),
  list: 'Books of an earlier import',
  authors: (count: number): string => plural(count, { one: 'Author', other: 'Authors' }),
  review: 'Your review',
  showMore: 'Show more',
}

export const descriptionTexts = areaTexts('descriptions', english)
