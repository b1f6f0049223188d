import { number, plural } from '../../i18n/format.ts'
import { areaTexts } from '../../i18n/texts.ts'

export const english = {
  dialog: (year: number): string => `A picture of ${year}`,
  hint: 'It is drawn on this device, and stays here until you share it.',
  drawing: 'Drawing the picture …',
  look: 'Light',
  looks: { paper: 'Paper by day', lamp: 'Lamp by night' },
  shape: 'Shape',
  shapes: { post: 'Post, 4:5', story: 'Story, 9:16' },
  shown: 'Also on the picture',
  name: (name: string): string => `My name: ${name}`,
  rating: 'My average rating',
  save: 'Save',
  share: 'Share …',
  notShared: 'The picture could not be shared. Save it, and share the file.',
  file: (year: number): string => `${year}-in-books.png`,
  /** On the picture, under the year. */
  title: 'A YEAR IN BOOKS',
  owner: (name: string): string => `ex libris ${name}`,
  more: (books: number): string =>
    plural(books, { one: 'and one more book', other: `and ${number(books)} more books` }),
  books: (books: number): string => plural(books, { one: 'book', other: 'books' }),
  pages: (pages: number): string => plural(pages, { one: 'page', other: 'pages' }),
  ofShelf: 'of shelf',
  stars: 'stars on average',
  alt: (year: number, figures: string, titles: string): string =>
    `${year}, a year in books: ${figures}. On the shelf: ${titles}.`,
  altMore: (books: number): string =>
    plural(books, { one: '1 more book', other: `${number(books)} more books` }),
}

export const pictureTexts = areaTexts('picture', english)
