import { format, owned } from '../readers/choices.ts'
import { createdAt, datesRead, lastFinishedOn, readCount } from '../readers/dates.ts'
import { isbn } from '../readers/isbns.ts'
import { authors } from '../readers/names.ts'
import { stars } from '../readers/numbers.ts'
import { anyShelves, exclusiveShelf, shelves } from '../readers/shelves.ts'
import { review } from '../readers/texts.ts'
import { titleWithSeries } from '../readers/titles.ts'
import type { Format } from './format.ts'

/** The export of thestorygraph.com. Moods, pace and warnings become own fields. Older exports name the authors "Author". */
export const storygraph: Format = {
  format: 'storygraph',
  required: ['title', 'read status', 'star rating'],
  readers: {
    title: titleWithSeries,
    authors,
    author: authors,
    'isbn/uid': isbn,
    isbn,
    format,
    'read status': exclusiveShelf,
    'date added': createdAt,
    'last date read': lastFinishedOn,
    'dates read': datesRead,
    'read count': readCount,
    'star rating': stars,
    review,
    tags: shelves,
    genres: anyShelves,
    'owned?': owned,
  },
}
