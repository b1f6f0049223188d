import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  add: 'Add a book',
  books: 'Books',
  loading: 'Loading …',
  /** The number of books, which screen readers announce when it changes. */
  summary: (shown: number, hasMore: boolean): string => {
    if (shown === 0) return 'No books.'
    const books = plural(shown, { one: '1 book', other: `${number(shown)} books` })
    return `${books}${hasMore ? ' so far; more follow as you scroll' : ''}.`
  },
  search: 'Search your books',
  searchHint: 'Title, author, tag …',
  without: {
    month: '',
    initial: 'Without an author',
    series: 'Without a series',
    author: 'Without an author',
    rating: 'Not rated',
    finished: 'Not finished',
    published: 'Without a year',
    pages: 'Without a number of pages',
  },
  pageRange: (from: number, to: number): string =>
    from === 0 ? `Up to ${to} pages` : `${from} – ${to} pages`,
  jump: 'Jump to',
  fromStart: 'Show from the start',
  clearSearch: 'Clear the search',
  tools: 'Order and view',
  size: 'Size of the covers',
  sizes: { small: 'Small covers', medium: 'Medium covers', large: 'Large covers' },
  sortBy: 'Sort by',
  view: 'View',
  views: { covers: 'Show covers', list: 'Show a compact list', spines: 'Show spines' },
  categories: 'Categories',
  all: 'All',
  nothingFound: (q: string, category: string | undefined): string => {
    const where = category === undefined ? '' : ` in ${category}`
    return q === '' ? `No books${where} yet` : `No book${where} matches “${q}”`
  },
  nothingFoundWithoutCategory: (q: string): string =>
    q === '' ? 'No books without a category yet' : `No book without a category matches “${q}”`,
  searchRule: 'Search matches the beginnings of words in all texts of a book, its authors, series and tags.',
  showAll: 'Show all books',
  empty: 'Your shelf is empty',
  emptyHint: 'Add a book, or import a library from another service.',
  import: 'Import a library',
  numbers: 'Your library in numbers',
}

export const shelfTexts = areaTexts('shelf', english)
