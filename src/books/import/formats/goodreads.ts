import { format } from '../readers/choices.ts'
import { createdAt, finishedOn, readCount } from '../readers/dates.ts'
import { isbn } from '../readers/isbns.ts'
import { author, authors, sortedAuthor } from '../readers/names.ts'
import { copies, pages, stars, year } from '../readers/numbers.ts'
import { anyShelves, exclusiveShelf, shelves } from '../readers/shelves.ts'
import { plainNotes, publisher, review } from '../readers/texts.ts'
import { titleWithSeries } from '../readers/titles.ts'
import type { Format } from './format.ts'

/** The library export of goodreads.com. Ids, averages, positions and the year of the first edition become own fields. */
export const goodreads: Format = {
  format: 'goodreads',
  required: ['title', 'author', 'exclusive shelf'],
  readers: {
    title: titleWithSeries,
    author,
    'author l-f': sortedAuthor,
    'additional authors': authors,
    isbn,
    isbn13: isbn,
    'my rating': stars,
    publisher,
    binding: format,
    'number of pages': pages,
    'year published': year,
    'date read': finishedOn,
    'date added': createdAt,
    'exclusive shelf': exclusiveShelf,
    bookshelves: shelves,
    genres: anyShelves,
    genre: anyShelves,
    'my review': review,
    'private notes': plainNotes,
    'read count': readCount,
    'owned copies': copies,
  },
}
