import { maxColumns, maxImportRows } from '../limits.ts'

/** The reasons why a whole file cannot be read: `reason → message`. */
export const unreadable = {
  workbook:
    'The file is a workbook or a ZIP. Open it in your spreadsheet, save it as "CSV UTF-8", and import the CSV file.',
  not_text: 'The file is not text: it has bytes that no CSV or JSON file has.',
  unknown_format:
    'The file does not start like a library: its first line must name the columns, such as Title and Author.',
  row_without_end: 'A row does not end: a quote is never closed, or the file is incomplete.',
  malformed_csv: 'Too many cells have quotes where CSV does not allow them.',
  malformed_json:
    'The file is not valid JSON in UTF-8, has the same name twice in one object, or is incomplete.',
  not_a_list: 'The JSON file is neither an export of Bookplate nor a list of books.',
  too_many_columns: `The file has more than ${maxColumns} columns.`,
  too_many_rows: `The file has more than ${maxImportRows.toLocaleString('en')} rows.`,
} as const

export type UnreadableReason = keyof typeof unreadable

/** Stops the reading of a file. `parseImport` catches it. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason) {
    super(reason)
    this.reason = reason
  }
}
