import * as z from 'zod'
import { parseJson } from '../../http/json.ts'
import { exportedColumns, firstColumns } from '../export/exported-book.ts'
import { type BookField, bookFieldNames } from '../fields.ts'
import { readCategory } from './category.ts'
import { readInstant } from './dates.ts'
import { checkDraft, failRow } from './draft.ts'
import { maxImportRows, maxMarks } from './limits.ts'
import { type ImportRow, type ProblemCode, type ReadFile, Unreadable } from './report.ts'

const exportFile = z.strictObject({
  format: z.literal('bookplate'),
  version: z.literal(1),
  note: z.string().optional(),
  books: z.array(z.unknown()),
})

const texts = Object.fromEntries(
  bookFieldNames.map((name) => [name, firstColumns.includes(name) ? z.string() : z.string().default('')]),
)

/** Each field of a book as text. */
const exportedBook = z.strictObject({
  ...(texts as Record<BookField, z.ZodString>),
  created_at: z.string().optional(),
})

const marks = new Set('[{,:'.split('').map((mark) => mark.charCodeAt(0)))
const backslash = 0x5c
const doubleQuote = 0x22

/** @returns whether the JSON has more parts than any export: 20 MiB of "[{}," need more memory than a Worker has */
const isCrowded = (bytes: Uint8Array): boolean => {
  let count = 0
  let isString = false
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    if (byte === doubleQuote) isString = !isString
    else if (isString && byte === backslash) index += 1
    else if (!isString && marks.has(byte)) count += 1
  }
  return count > maxMarks
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The row as the columns of our CSV, and the whole row as JSON in one more column. */
const cellsOf = (book: unknown): string[] => {
  const fields: Record<string, unknown> = Object(book)
  return [...exportedColumns.map((column) => asText(fields[column])), JSON.stringify(book)]
}

const readBook = (book: unknown, row: number, now: Date): ImportRow => {
  const fail = (code: ProblemCode, where?: string) => {
    const cells = cellsOf(book)
    return failRow(row, cells[0], code, cells, where)
  }
  const { success, data, error } = exportedBook.safeParse(book)
  if (!success) {
    const [issue] = error.issues
    if (issue?.code === 'unrecognized_keys') return fail('unknown_field', issue.keys[0])
    return fail('invalid_field', issue?.path.join('.'))
  }
  const { created_at, ...fields } = data
  const checked = checkDraft({
    ...fields,
    category: readCategory(data.category),
    categoryGuessed: false,
    createdAt: created_at === '' ? 'invalid' : readInstant(created_at ?? '', now),
  })
  return 'problem' in checked ? fail(checked.problem, checked.where) : { row, ...checked }
}

/** @throws Unreadable `malformed_json`, `unknown_format`, `too_many_rows` */
export const readJsonFile = (bytes: Uint8Array, now: Date): ReadFile => {
  if (isCrowded(bytes)) throw new Unreadable('too_many_rows')
  const json = parseJson(bytes.slice().buffer)
  if (!json) throw new Unreadable('malformed_json')
  const file = exportFile.safeParse(json.value)
  if (!file.success) throw new Unreadable('unknown_format')
  const { books } = file.data
  if (books.length > maxImportRows) throw new Unreadable('too_many_rows')
  return {
    format: 'bookplate_json',
    header: [...exportedColumns, 'json'],
    ignoredColumns: [],
    rows: books.map((book, index) => readBook(book, index + 1, now)),
  }
}
