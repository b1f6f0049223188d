import { createdAt, finishedOn, startedOn } from '../readers/dates.ts'
import { isbn } from '../readers/isbns.ts'
import { authors } from '../readers/names.ts'
import { pages, stars } from '../readers/numbers.ts'
import { anyShelves, exclusiveShelf } from '../readers/shelves.ts'
import { review } from '../readers/texts.ts'
import { title } from '../readers/titles.ts'
import type { Format } from './format.ts'

/** The export of BookWyrm. Keys of other sites, and the name and the warning of a review become own fields. */
export const bookwyrm: Format = {
  format: 'bookwyrm',
  required: ['title', 'author_text', 'openlibrary_key'],
  readers: {
    title,
    author_text: authors,
    isbn_10: isbn,
    isbn_13: isbn,
    pages,
    start_date: startedOn,
    finish_date: finishedOn,
    rating: stars,
    review_content: review,
    shelf: exclusiveShelf,
    genres: anyShelves,
    shelf_date: createdAt,
  },
}
