import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

const books = (count: number): string => plural(count, { one: '1 book', other: `${number(count)} books` })

export const english = {
  filters: 'Filters',
  /** Read out behind the number of the filters that are set. */
  isActive: 'active',
  active: 'Active filters',
  remove: (filter: string): string => `Remove filter: ${filter}`,
  clear: 'Clear all',
  names: {
    status: 'Status',
    tag: 'Tag',
    author: 'Author',
    series: 'Series',
    format: 'Format',
    language: 'Language',
    rating_min: 'Rating',
    owned: 'Owned',
    cover: 'Cover',
  },
  ratingMin: (stars: number): string =>
    stars === 5
      ? '5 stars'
      : plural(stars, { one: '1 star or more', other: `${number(stars)} stars or more` }),
  owned: { true: 'Owned', false: 'Not owned' },
  noCover: 'Without a cover',
  category: (name: string): string => `Category: ${name}`,
  search: (q: string): string => `Search: ${q}`,
  named: (name: string, value: string): string => `${name}: ${value}`,
  counting: 'Counting …',
  notCounted: 'Not counted.',
  noValues: 'None among these books.',
  find: (name: string): string => `Find: ${name}`,
  private: 'Only you see status, tags, ratings and what you own.',
  count: books,
  show: (count: number | undefined): string =>
    count === undefined ? 'Show the books' : `Show ${books(count)}`,
  group: 'Group by',
  groups: { none: 'Not grouped', series: 'Series', author: 'Author' },
  without: (filter: string): string => `Without “${filter}”`,
  wouldShow: 'Remove one of these to see books:',
}

export const filterTexts = areaTexts('filters', english)
