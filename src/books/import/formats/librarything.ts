import { format, language } from '../readers/choices.ts'
import { createdAt, finishedOn, startedOn } from '../readers/dates.ts'
import { isbn } from '../readers/isbns.ts'
import { invertedAuthors } from '../readers/names.ts'
import { copies, pages, stars, year } from '../readers/numbers.ts'
import { anyShelves, collections, shelves } from '../readers/shelves.ts'
import { description, notes, review } from '../readers/texts.ts'
import { titleWithSeries } from '../readers/titles.ts'
import type { Format } from './format.ts'

/**
 * The exports of librarything.com: tab-delimited text in Latin-1, and CSV. Places, measures, call numbers and more become own
 * fields.
 */
export const librarything: Format = {
  format: 'librarything',
  required: ['title', 'primary author', 'entry date'],
  readers: {
    title: titleWithSeries,
    'primary author': invertedAuthors,
    'secondary author': invertedAuthors,
    date: year,
    review,
    rating: stars,
    'private comment': notes,
    summary: description,
    media: format,
    'page count': pages,
    'date started': startedOn,
    'date read': finishedOn,
    tags: shelves,
    collections,
    genres: anyShelves,
    languages: language,
    isbn,
    isbns: isbn,
    copies,
    'entry date': createdAt,
  },
}
