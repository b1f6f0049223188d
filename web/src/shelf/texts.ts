import { plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'Your shelf',
  exLibris: 'Ex libris',
  add: 'Add a book',
  books: 'Books',
  loading: 'Loading …',
  /** The number of books, which screen readers announce when it changes. */
  summary: (shown: number, hasMore: boolean): string => {
    if (shown === 0) return 'No books.'
    const books = plural(shown, { one: '1 book', other: `${shown} books` })
    return `${books}${hasMore ? ' so far; more follow as you scroll' : ''}.`
  },
  search: 'Search your books',
  searchHint: 'Title, author, tag …',
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
}

export const shelfTexts = areaTexts('shelf', english)
