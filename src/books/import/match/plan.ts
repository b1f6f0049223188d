import type { BookField } from '../../fields.ts'
import type { GoodRow, ImportRow } from '../rows.ts'
import { type Differences, differencesOf, otherDifferencesOf } from './differences.ts'
import { identityKey, titleKey } from './keys.ts'
import { type KnownBook, KnownBooks } from './known-books.ts'

/** The future of a row, before D1 is written. */
export type Planned =
  | { kind: 'failed' }
  | { kind: 'create'; row: GoodRow }
  /** The book of an earlier row. */
  | { kind: 'in_file'; row: GoodRow; first: GoodRow; differences: Differences }
  | { kind: 'in_library'; row: GoodRow; place: number; isTaken: boolean }
  | { kind: 'several'; row: GoodRow; books: readonly KnownBook[] }

export interface PlanOptions {
  /** Whether books that are there already are updated from the file. */
  isUpdate: boolean
  overwrite: readonly BookField[]
  /** Whether each row is a book of its own, as in our export. */
  isOurs: boolean
}

/**
 * Each row of our export is a book of its own. So in the file only the same identity is the same book, and in the library the
 * books of earlier rows, which are older, are others. Otherwise an export could not be imported whole, part by part.
 */
const isCandidate = ({ createdAt }: GoodRow, book: KnownBook, { isOurs }: PlanOptions): boolean => {
  if (!isOurs || createdAt === undefined) return true
  return book.rowIndex === undefined && (book.createdAt ?? 0) >= createdAt.getTime()
}

const candidatesOf = (known: KnownBooks, row: GoodRow, options: PlanOptions): readonly KnownBook[] => {
  const same = known.same(row.fields)
  if (same) return [same]
  const matches = known.matches(row.fields, [row.fields.title, row.fileTitle])
  return matches.filter((book) => isCandidate(row, book, options))
}

/**
 * An update gives a book the authors and the ISBN that it lacks, unless another book has the same then.
 * @returns whether another book has
 */
const isTakenAfter = (
  known: KnownBooks,
  book: KnownBook,
  row: GoodRow,
  { overwrite }: PlanOptions,
): boolean => {
  const { fields } = row
  const takes = (field: BookField) => overwrite.includes(field)
  const changed = {
    title: takes('title') ? fields.title : book.title,
    authors:
      fields.authors.length > 0 && (book.authors.length === 0 || takes('authors'))
        ? fields.authors
        : book.authors,
    isbn: fields.isbn && (!book.isbn || takes('isbn')) ? fields.isbn : book.isbn,
  }
  if (identityKey(changed) === identityKey(book)) return false
  if (known.same(changed)) return true
  known.change(book, changed)
  return false
}

/** @returns whether a book may be one of the rows: a large library has few of them */
const wantedBy = (rows: ImportRow[]): ((book: KnownBook) => boolean) => {
  const good = rows.flatMap((row) => (row.problem === undefined ? [row] : []))
  const isbns = new Set(good.map(({ fields }) => fields.isbn))
  const titles = new Set(
    good.flatMap(({ fields, fileTitle }) => [titleKey(fields.title), titleKey(fileTitle)]),
  )
  return ({ title, isbn }) => (isbn && isbns.has(isbn)) || titles.has(titleKey(title))
}

/**
 * Decides what becomes of each row. Rows see the books of the rows before them. An update within the file changes the
 * fields of the earlier row.
 */
export const planRows = (
  rows: ImportRow[],
  library: Iterable<KnownBook>,
  options: PlanOptions,
): Planned[] => {
  const known = new KnownBooks()
  const isWanted = wantedBy(rows)
  for (const book of library) if (isWanted(book)) known.add(book)

  const planRow = (row: ImportRow, rowIndex: number): Planned => {
    if (row.problem !== undefined) return { kind: 'failed' }
    const { title, authors, isbn } = row.fields
    const [book, ...more] = candidatesOf(known, row, options)
    if (!book) {
      known.add({ title, authors, isbn, rowIndex })
      return { kind: 'create', row }
    }
    if (more.length > 0) return { kind: 'several', row, books: [book, ...more] }
    const isTaken = options.isUpdate && isTakenAfter(known, book, row, options)
    if (book.place !== undefined) return { kind: 'in_library', row, place: book.place, isTaken }
    const first = rows[book.rowIndex ?? 0] as GoodRow
    const compare = isTaken ? otherDifferencesOf : differencesOf
    const differences = compare(first.fields, row.fields, options.overwrite)
    if (options.isUpdate) first.fields = differences.updated
    return { kind: 'in_file', row, first, differences }
  }
  return rows.map(planRow)
}
