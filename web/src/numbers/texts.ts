import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'Your library in numbers',
  yearTitle: (year: number): string => `Your ${year} in books`,
  label: 'In numbers',
  years: 'Years',
  allTime: 'All time',
  earlier: (year: number): string => `Earlier: ${year}`,
  later: (year: number): string => `Later: ${year}`,
  loading: 'Counting the books …',
  print: 'Print',
  picture: 'Picture of the year',
  finished: (books: number): string => plural(books, { one: 'book finished', other: 'books finished' }),
  pages: (pages: number): string => plural(pages, { one: 'page read', other: 'pages read' }),
  ofShelf: 'of shelf',
  shelfHint: (pages: number): string =>
    `The length is an estimate: 300 pages are 2 cm thick. ${number(pages)} ${plural(pages, { one: 'page counts', other: 'pages count' })}; a book without a number of pages adds nothing.`,
  averageRating: (count: number): string =>
    plural(count, {
      one: 'stars, the rating of 1 book',
      other: `stars, the average of ${number(count)} ratings`,
    }),
  run: (months: number): string =>
    plural(months, { one: 'month with a finished book', other: 'months in a row with a finished book' }),
  fullest: (month: string, books: number): string =>
    plural(books, { one: `in ${month}, your fullest month`, other: `in ${month}, your fullest month` }),
  repeated: (books: number, different: number): string =>
    `${number(different)} different ${plural(different, { one: 'book', other: 'books' })}: you read some of the ${number(books)} again.`,
  undated: (books: number): string =>
    plural(books, {
      one: '1 book that you have read has no date, so it is in no month and no year.',
      other: `${number(books)} books that you have read have no date, so they are in no month and no year.`,
    }),
  covers: (year: number): string => `The books of ${year}`,
  moreCovers: (books: number): string =>
    plural(books, { one: 'and 1 more book', other: `and ${number(books)} more books` }),
  coversLoading: 'Fetching the covers …',
  chart: {
    booksByMonth: 'Books a month',
    pagesByMonth: 'Pages a month',
    booksByYear: 'Books a year',
    pagesByYear: 'Pages a year',
    ratings: 'Ratings',
    categories: 'Categories',
    authors: 'Authors',
    formats: 'Formats',
    statuses: 'Status',
    languages: 'Languages',
    series: 'Series',
    tags: 'Tags',
  },
  head: {
    month: 'Month',
    year: 'Year',
    books: 'Books',
    pages: 'Pages',
    rating: 'Stars',
    category: 'Category',
    author: 'Author',
    format: 'Format',
    status: 'Status',
    language: 'Language',
    series: 'Series',
    tag: 'Tag',
  },
  stars: (rating: number): string => `${number(rating)} ★`,
  longest: 'The longest',
  shortest: 'The shortest',
  sizedBook: (pages: number): string => `${number(pages)} ${plural(pages, { one: 'page', other: 'pages' })}`,
  onTheShelf: 'On the shelf',
  books: (books: number): string => `${number(books)} ${plural(books, { one: 'book', other: 'books' })}`,
  reading: 'What you have read',
  emptyYear: (year: number): string => `No finished book in ${year}`,
  emptyYearHint:
    'Some years are for living, and some for books that stay open. When a reading has an end in this year, it is here.',
  futureYear: (year: number): string => `${year} is still unwritten`,
  futureYearHint: 'Its shelf is empty, and there is time.',
  currentYearHint: 'The year has room. Mark a book as finished today, and it is the first one here.',
  emptyReading: 'No finished book yet',
  emptyReadingHint: 'Mark a book as read, and its pages, its author and its month are counted here.',
  toShelf: 'To the shelf',
}

export const numbersTexts = areaTexts('numbers', english)
