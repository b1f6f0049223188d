import { type ImportReport, limits } from 'bookplate/client'
import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'
import type { MappedField } from './options.ts'
import type { Issue, Match, Problem, UnreadableReason } from './service-codes.ts'

const { maxImportBytes, maxImportRows } = limits

const books = (count: number): string => plural(count, { one: '1 book', other: `${number(count)} books` })
const rows = (count: number): string => plural(count, { one: '1 row', other: `${number(count)} rows` })

type Status = ImportReport['rows'][number]['status']
const statuses: Record<Status, { preview: string; done: string }> = {
  created: { preview: 'Will be added', done: 'Added' },
  updated: { preview: 'Will be changed', done: 'Changed' },
  skipped: { preview: 'Already there', done: 'Already there' },
  failed: { preview: 'Cannot be added', done: 'Failed' },
}

const formats: Record<ImportReport['format'], string> = {
  goodreads: 'an export of Goodreads',
  storygraph: 'an export of StoryGraph',
  librarything: 'an export of LibraryThing',
  calibre: 'a catalogue of Calibre',
  bookwyrm: 'an export of BookWyrm',
  bookplate_csv: 'an export of Bookplate',
  bookplate_json: 'an export of Bookplate',
  other: 'a table of another kind',
}

/** Fields that only an import has. */
const importFields: Partial<Record<MappedField, string>> = {
  readings: 'Days of the readings',
  started_on: 'Started on',
  finished_on: 'Finished on',
  read_count: 'Number of readings',
  created_at: 'Date added',
}

/** The service's own messages are English: a translation has one for each code. */
interface ServiceMessages {
  issues: Partial<Record<Issue['code'], string>>
  problems: Partial<Record<Problem['code'], string>>
  matches: Partial<Record<Match['code'], string>>
  unreadable: Partial<Record<UnreadableReason, string>>
}
const service: ServiceMessages = { issues: {}, problems: {}, matches: {}, unreadable: {} }

export const english = {
  title: 'Import a library',
  intro:
    'From Goodreads, StoryGraph, LibraryThing, Calibre, BookWyrm or Bookplate, or from a table of your own. ' +
    'You see a preview first, and nothing changes until you confirm. A column that has no place here ' +
    'becomes one of your own fields. Covers are not imported. You can add them later.',
  file: 'File to import',
  drop: 'Drop a file here, or choose one',
  // A function, because the form of the number follows the language.
  kinds: (): string => `A CSV, TSV or JSON file. At most ${number(maxImportRows)} books.`,
  tooLarge: `The file is larger than ${maxImportBytes / 1024 ** 2} MB. Split it and import the parts.`,
  chooseAgain: (name: string): string =>
    `The page was loaded again, so the file is no longer here. Choose “${name}” again: your choices are kept.`,
  sending: 'Sending the file …',
  reading: 'Reading the file …',
  adding: 'Adding the books …',
  books,
  rows,
  formats,
  service,
  whichTitles: 'Which column has the titles?',
  noneAdded: 'No new books were added',
  noneToAdd: 'No new books in this file',
  toAdd: (count: number): string => `${books(count)} to add`,
  added: (count: number): string => `${books(count)} added to your shelf`,
  toChange: (count: number): string => `${books(count)} to change`,
  changed: (count: number): string => `${books(count)} changed`,
  counts: {
    toAdd: 'To add',
    added: 'Added',
    toChange: 'To change',
    changed: 'Changed',
    skipped: 'Already there',
    cannotBeAdded: 'Cannot be added',
    failed: 'Failed',
  },
  misfits: (count: number): string =>
    plural(count, {
      one: '1 cell has a value that does not fit its field. The rows below name it, and your own fields keep it.',
      other: `${number(count)} cells have a value that does not fit its field. The rows below name them, and your own fields keep them.`,
    }),
  downloadFailed: (count: number): string =>
    plural(count, {
      one: 'Download the failed row',
      other: `Download the ${number(count)} failed rows`,
    }),
  /** @param name of the file, without its ending */
  failedFile: (name: string): string => `${name} failed rows.csv`,
  columns: 'Columns of the file',
  columnsHint:
    'Bookplate does not know this format, and has chosen a field by the name of each column. Correct it where ' +
    'it is wrong. “Own field” keeps a column as text, in your own fields.',
  columnsKnown: 'Each column becomes this field of a book:',
  column: 'Column',
  becomes: 'Becomes',
  notInField: 'Kept as text',
  cells: (count: number): string => plural(count, { one: '1 cell', other: `${number(count)} cells` }),
  ownField: 'own field',
  importFields,
  dateOrder: 'Which order do the dates of this file have?',
  dates: (column: string, count: number, examples: string): string =>
    plural(count, {
      one: `“${column}” has 1 date such as ${examples}.`,
      other: `“${column}” has ${number(count)} dates such as ${examples}.`,
    }),
  dayFirst: 'The day is first: 03/04/2021 is 3 April 2021',
  monthFirst: 'The month is first: 03/04/2021 is 4 March 2021',
  orderUnknown: 'I do not know: keep these dates as text, in your own fields',
  existing: 'Books that you have already',
  leave: 'Leave them as they are',
  fill: 'Fill in their empty fields from the file',
  replace: 'Replace these fields too, where the file has another value',
  chooseTitles: 'Choose the column that has the titles.',
  previewAgain: 'Preview again',
  import: (count: number): string => `Import ${books(count)}`,
  tryAgain: 'Try again',
  chooseOther: 'Choose another file',
  importOther: 'Import another file',
  toShelf: 'To the shelf',
  see: (count: number): string =>
    plural(count, { one: 'See the new book', other: `See the ${number(count)} new books` }),
  statuses,
  outcome: 'Outcome',
  expected: 'Expected outcome',
  outcomes: 'Outcome of each row',
  expectedOutcomes: 'Expected outcome of each row',
  row: 'Row',
  titleColumn: 'Title',
  noTitle: 'no title',
  show: 'Show',
  allRows: 'all rows',
  showMore: (some: number, all: number): string => `Show ${number(some)} more of ${number(all)}`,
  matchRows: (list: string): string => `Row ${list}.`,
  taken: (fields: string): string => `Taken from the file: ${fields}.`,
  fileHasMore: (fields: string): string => `The file has more: ${fields}.`,
  differs: (fields: string): string => `Different in the file: ${fields}.`,
  cell: (column: string, value: string, message: string): string => `${column} “${value}”: ${message}`,
  more: (count: number): string => `And ${number(count)} more.`,
  /** The name of a field within a sentence. */
  inSentence: (label: string): string => label.toLowerCase(),
}

export const importTexts = areaTexts('imports', english)
