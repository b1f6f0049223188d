import * as z from 'zod'
import { maxColumnsPerField } from './limits.ts'
import { category, format, language, owned, status } from './readers/choices.ts'
import { createdAt, datesRead, finishedOn, readCount, startedOn } from './readers/dates.ts'
import { isbn } from './readers/isbns.ts'
import { anyAuthors } from './readers/names.ts'
import { pages, progress, seriesNumber, stars, year } from './readers/numbers.ts'
import type { Reader } from './readers/reader.ts'
import { anyShelves } from './readers/shelves.ts'
import { description, notes, publisher, review, series } from './readers/texts.ts'
import { titleWithSeries } from './readers/titles.ts'

/** The readers of a mapping: of each field that a column can be given. */
export const mappingReaders = {
  title: titleWithSeries,
  authors: anyAuthors,
  description,
  category,
  series,
  series_number: seriesNumber,
  isbn,
  publisher,
  published_year: year,
  language,
  pages,
  format,
  status,
  rating: stars,
  progress,
  readings: datesRead,
  tags: anyShelves,
  review,
  notes,
  owned,
  created_at: createdAt,
  started_on: startedOn,
  finished_on: finishedOn,
  read_count: readCount,
} as const satisfies Record<string, Reader>

export type MappedField = keyof typeof mappingReaders

export const mappedFields = Object.keys(mappingReaders) as [MappedField, ...MappedField[]]

const columnName = z.string().max(1000)

/** Which column, or which columns, each field comes from. */
export const mapping = z.partialRecord(
  z.enum(mappedFields),
  z.union([columnName, z.array(columnName).max(maxColumnsPerField)]),
)

export type Mapping = z.output<typeof mapping>

/** The fields that several columns may have parts of. */
const severalColumns: readonly MappedField[] = ['authors', 'isbn', 'tags']

/** The names of columns in other apps and in spreadsheets, without spaces and signs. */
const columnNames: Record<MappedField, string> = {
  title: 'title booktitle bookname name titel titre titulo título titolo buch buchtitel livre libro',
  authors:
    'author authors authorname authornames authorlfm creator creators writer autor autoren autorin mitautor verfasser autori auteur auteurs autore additionalauthors',
  description: 'description summary blurb synopsis about beschreibung',
  category: 'category kategorie',
  series: 'series seriesname seriestitle bookseries reihe buchreihe serie',
  series_number:
    'seriesnumber seriesindex seriesposition numberinseries volume volumenumber seriesnum positioninseries bookinseries',
  isbn: 'isbn isbn13 isbn10 isbnuid ean isbns',
  publisher: 'publisher publishers verlag editeur éditeur editorial',
  published_year:
    'year publicationyear publishedyear yearpublished publishyear publicationdate publisheddate publishdate datepublished pubdate releasedate jahr erscheinungsjahr',
  language: 'language languages lang sprache langue idioma',
  pages: 'pages pagecount numberofpages numpages pagenumber seiten seitenzahl páginas pagine',
  format: 'format binding bookformat media mediatype edition editionformat einband',
  status: 'status readstatus readingstatus exclusiveshelf shelf readingstate state',
  rating: 'rating myrating stars starrating userrating personalrating bewertung sterne étoiles estrellas',
  progress: 'progress readingprogress percentread percentcomplete',
  readings: 'readings datesread readdates readingdates',
  tags: 'tags tag shelves bookshelves genres genre subjects categories keywords labels lists collections',
  review: 'review myreview reviewtext personalreview rezension',
  notes: 'notes privatenotes personalnotes mynotes comments comment note notizen privatecomment',
  owned: 'owned isowned own inlibrary ownedcopies',
  created_at:
    'dateadded added addedon addedat createdat created dateaddedtolibrary entrydate timestamp dateacquired',
  started_on:
    'datestarted started startdate startedon startedat startedreading readingstarted beginn begonnen begonnenam',
  finished_on:
    'datefinished finished finishdate finishedon finishedat dateread enddate lastdateread readdate finishedreading readingfinished datecompleted gelesen gelesenam beendet beendetam',
  read_count: 'readcount timesread numberofreads readtimes',
}

const fieldOfName = new Map(
  mappedFields.flatMap((field) =>
    columnNames[field].split(' ').map((name): [string, MappedField] => [name, field]),
  ),
)

const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** @param columns the names of the columns @returns the fields that their names tell */
export const proposedMapping = (columns: readonly string[]): Mapping => {
  const found: Mapping = {}
  for (const column of columns) {
    const field = fieldOfName.get(plainName(column))
    if (field === undefined) continue
    const before = found[field]
    if (before === undefined) found[field] = column
    else if (severalColumns.includes(field) && [before].flat().length < maxColumnsPerField)
      found[field] = [...[before].flat(), column]
  }
  return found
}
