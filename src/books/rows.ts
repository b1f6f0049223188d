import { getTableColumns, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Caller } from '../auth/caller.ts'
import { named } from '../db/rows.ts'
import { books } from '../db/schema.ts'
import { type BookFields, emptyFields } from './fields.ts'
import { otherWordsOf } from './other-words.ts'
import { indexWords } from './search.ts'
import { sortKeysOf } from './sort-keys.ts'

/** A book as stored, with the words for search and the sort keys. */
export type StoredBook = typeof books.$inferSelect

const {
  titleWords,
  descriptionWords,
  otherWords,
  titleKey,
  authorKey,
  seriesKey,
  finishedOn,
  keyedVersion,
  coverBytes,
  changeSeq,
  ...bookColumns
} = getTableColumns(books)

const {
  review,
  notes,
  extra,
  privateVersion,
  publicVersion,
  publicUpdatedAt,
  descriptionIsPublic,
  ...shownColumns
} = bookColumns

/** Of these depends what other readers see, see present.ts. */
const publicityColumns = { privateVersion, publicVersion, publicUpdatedAt, descriptionIsPublic }

/** The columns of a book as read: no response needs the words for search, the sort keys, or the size of the cover. */
export { bookColumns }

/** The columns of a row of a list of one's own books. The long texts stay in D1. */
export const ownListedColumns = {
  ...named(shownColumns),
  hasReview: sql<number>`octet_length(${review}) > 0`.as('hasReview'),
  hasNotes: sql<number>`octet_length(${notes}) > 0`.as('hasNotes'),
}

/** The columns of a row of a list over everybody. */
export const listedColumns = { ...ownListedColumns, ...named(publicityColumns) }

export type Book = Pick<StoredBook, keyof typeof bookColumns>
export type ShownRow = Pick<Book, keyof typeof shownColumns>
/** The version and the description that other readers see depend on it. */
export type Publicity = Pick<Book, keyof typeof publicityColumns>
/** 1 or 0 in `hasReview` and `hasNotes`. */
export type OwnListedRow = ShownRow & { hasReview: number; hasNotes: number }
/** A book as read for its owner's changes. */
export type OwnRow = Book & Pick<StoredBook, 'coverBytes'>

export const firstVersion = 1

/** The columns that hold the fields of a book, without those that derive from them. */
export type FieldColumns = {
  -readonly [K in
    | Exclude<keyof BookFields, 'series_number' | 'published_year'>
    | 'seriesNumber'
    | 'publishedYear']: StoredBook[K]
}

/** Fields of a book, as far as they are known. */
export type KnownFields = { [K in keyof BookFields]?: BookFields[K] | undefined }

const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

/** @returns the columns of the fields that are given */
export const storedFields = (fields: KnownFields): Partial<FieldColumns> => {
  const { series_number, published_year, category, isbn, ...same } = fields
  return {
    ...given(same),
    ...(category !== undefined && { category: category ?? '' }),
    ...(isbn !== undefined && { isbn: isbn ?? '' }),
    ...(series_number !== undefined && { seriesNumber: series_number }),
    ...(published_year !== undefined && { publishedYear: published_year }),
  }
}

/** @returns the fields of a book as read */
export const fieldsOf = (book: Book): BookFields => ({
  title: book.title,
  authors: book.authors,
  description: book.description,
  category: book.category || null,
  series: book.series,
  series_number: book.seriesNumber,
  isbn: book.isbn || null,
  publisher: book.publisher,
  published_year: book.publishedYear,
  language: book.language,
  pages: book.pages,
  format: book.format,
  status: book.status,
  rating: book.rating,
  progress: book.progress,
  readings: book.readings,
  tags: book.tags,
  review: book.review,
  notes: book.notes,
  owned: book.owned,
  extra: book.extra,
})

/** A title, and the other fields as far as they are known. */
export type NewFields = KnownFields & Pick<BookFields, 'title'>

/** The row of a new book of the caller. @param cover undefined for a book without a cover */
export const newBookRow = (
  caller: Caller,
  known: NewFields,
  cover: { coverKey: string; coverBytes: number } | undefined,
  createdAt: Date = caller.at,
): StoredBook => {
  const fields: BookFields = { ...emptyFields, ...given(known), title: known.title }
  return {
    id: uuidv7(),
    userId: caller.userId,
    ...(storedFields(fields) as FieldColumns),
    titleWords: indexWords(fields.title),
    descriptionWords: indexWords(fields.description),
    otherWords: otherWordsOf(fields),
    ...sortKeysOf(fields),
    keyedVersion: firstVersion,
    coverKey: cover?.coverKey ?? null,
    coverBytes: cover?.coverBytes ?? null,
    version: firstVersion,
    privateVersion: null,
    publicVersion: null,
    publicUpdatedAt: null,
    descriptionIsPublic: true,
    createdAt,
    updatedAt: caller.at,
    // The statement that inserts the row numbers it, see changes/numbers.ts.
    changeSeq: 0,
  }
}
