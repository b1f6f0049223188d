import type { Category } from 'bookplate/client'
import type { Format, OwnBook, Status } from './book.ts'

/** A row of the form, `''` for a day that is not known. */
export interface DraftReading {
  started_on: string
  finished_on: string
}

/** The values of a book's form before they are sent. Numbers are text, so that the form keeps them as they were typed. */
export interface Draft {
  title: string
  authors: string[]
  status: Status | null
  rating: number | null
  category: Category | null
  description: string
  series: string
  series_number: string
  isbn: string
  publisher: string
  published_year: string
  language: string
  pages: string
  format: Format | null
  /** In percent. */
  progress: string
  readings: DraftReading[]
  tags: string[]
  /** A tag that was typed and is not in the list yet. */
  newTag: string
  review: string
  notes: string
  owned: boolean | null
  extra: [name: string, value: string][]
  /** A new cover. `undefined` keeps the current one. */
  cover: File | undefined
  /** A chosen image that is still being made ready for the upload. */
  preparing: Promise<File> | undefined
  /** That image as it was chosen. A kept draft has it, so that it is made ready again after a crash. */
  original: File | undefined
}

export const emptyDraft: Draft = {
  title: '',
  authors: [],
  status: null,
  rating: null,
  category: null,
  description: '',
  series: '',
  series_number: '',
  isbn: '',
  publisher: '',
  published_year: '',
  language: '',
  pages: '',
  format: null,
  progress: '',
  readings: [],
  tags: [],
  newTag: '',
  review: '',
  notes: '',
  owned: null,
  extra: [],
  cover: undefined,
  preparing: undefined,
  original: undefined,
}

export const textOf = (value: string | number | null): string => (value === null ? '' : String(value))

/** 0.333333 is shown as 33.33. The service keeps its value, unless the reader changes the text. */
export const percentOf = (share: number | null): string =>
  share === null ? '' : String(Math.round(share * 10_000) / 100)

export const draftOf = (book: OwnBook): Draft => ({
  title: book.title,
  authors: book.authors,
  status: book.status,
  rating: book.rating,
  category: book.category,
  description: book.description,
  series: textOf(book.series),
  series_number: textOf(book.series_number),
  isbn: textOf(book.isbn),
  publisher: textOf(book.publisher),
  published_year: textOf(book.published_year),
  language: textOf(book.language),
  pages: textOf(book.pages),
  format: book.format,
  progress: percentOf(book.progress),
  readings: book.readings.map(({ started_on, finished_on }) => ({
    started_on: textOf(started_on),
    finished_on: textOf(finished_on),
  })),
  tags: book.tags,
  newTag: '',
  review: book.review,
  notes: book.notes,
  owned: book.owned,
  extra: Object.entries(book.extra),
  cover: undefined,
  preparing: undefined,
  original: undefined,
})

/** Whether two values of a draft are the same. A cover is the same only if it is the same file. */
export const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (!(a instanceof File) && !(b instanceof File) && JSON.stringify(a) === JSON.stringify(b))
