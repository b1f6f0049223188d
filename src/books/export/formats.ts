import { csvHeader, csvRow } from './csv.ts'
import { goodreadsHeader, goodreadsRow } from './goodreads.ts'
import { jsonEnd, jsonRow, jsonStart, withoutCovers } from './json.ts'
import { maxPageBooks, maxPageBytes, maxPartBooks, maxPartBytes, maxZipBooks } from './limits.ts'
import { sizes } from './sizes.ts'

const csvType = 'text/csv; charset=utf-8; header=present'
const pages = { pageBooks: maxPageBooks, pageBytes: maxPageBytes }
const limits = { books: maxPartBooks, bytes: maxPartBytes, ...pages }

/** The files of text. `name` says what is missing: CSV has no place for a remark. */
export const textFormats = {
  json: {
    type: 'application/json',
    name: 'bookplate-without-covers',
    extension: 'json',
    size: sizes.json,
    limits,
    text: { start: jsonStart(withoutCovers), row: jsonRow, end: jsonEnd },
  },
  csv: {
    type: csvType,
    name: 'bookplate-without-covers',
    extension: 'csv',
    size: sizes.csv,
    limits,
    text: { start: csvHeader, row: csvRow, end: '' },
  },
  goodreads: {
    type: csvType,
    name: 'bookplate-for-goodreads',
    extension: 'csv',
    size: sizes.goodreads,
    limits,
    text: { start: goodreadsHeader, row: goodreadsRow, end: '' },
  },
}

export const zipFormat = {
  type: 'application/zip',
  name: 'bookplate-with-covers',
  extension: 'zip',
  size: sizes.zip,
  limits: { books: maxZipBooks, bytes: maxPartBytes, ...pages },
}

export const exportFormats = { ...textFormats, zip: zipFormat }

export type ExportFormat = keyof typeof exportFormats
