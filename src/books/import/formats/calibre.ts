import { language } from '../readers/choices.ts'
import { createdAt } from '../readers/dates.ts'
import { isbn } from '../readers/isbns.ts'
import { joinedAuthors } from '../readers/names.ts'
import { seriesIndex, stars, year } from '../readers/numbers.ts'
import { anyShelves, shelves } from '../readers/shelves.ts'
import { description, publisher, series } from '../readers/texts.ts'
import { title } from '../readers/titles.ts'
import type { Format } from './format.ts'

/** The CSV catalogue of Calibre. Files, identifiers and sort forms become own fields. */
export const calibre: Format = {
  format: 'calibre',
  required: ['title', 'authors', 'author_sort'],
  readers: {
    title,
    authors: joinedAuthors,
    comments: description,
    isbn,
    languages: language,
    pubdate: year,
    publisher,
    rating: stars,
    series,
    series_index: seriesIndex,
    tags: shelves,
    genres: anyShelves,
    timestamp: createdAt,
  },
}
