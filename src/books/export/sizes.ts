import { type Column, type SQL, sql } from 'drizzle-orm'
import { books } from '../../db/schema.ts'
import { emptyFields } from '../fields.ts'
import { csvRow } from './csv.ts'
import type { ExportedBook } from './exported-book.ts'
import { jsonRow } from './json.ts'

// The bytes of a book in a file, in SQL and never less than the file has: the end of a part must be known before its first
// byte is sent. They depend on the library alone, so that a library and its copy have the same parts.

/** Text in which a file escapes characters. */
const texts = [books.title, books.description, books.series, books.publisher, books.review, books.notes]
const lists = [books.authors, books.readings, books.tags, books.extra]
const codes = [books.isbn, books.category, books.language, books.format, books.status]

const emptyBook: ExportedBook = { ...emptyFields, title: '', createdAt: new Date(0) }
/** Five numbers, each shorter than 24 characters, and the name of a cover's file. */
const numbersAndName = 5 * 24 + 120

const sum = (parts: SQL[]): SQL<number> => sql`(${sql.join(parts, sql` + `)})`
const bytes = (text: SQL | Column) => sql`ifnull(octet_length(${text}), 0)`

/** Each quote is doubled, and the cell may get two quotes and a guard. */
const cellBytes = (text: Column) =>
  sql`ifnull(2 * octet_length(${text}) - octet_length(replace(${text}, '"', '')) + 3, 0)`

// SQLite escapes the same characters as `JSON.stringify`, with as many bytes.
export const jsonBytes = sum([
  ...texts.map((text) => bytes(sql`json_quote(${text})`)),
  ...[...lists, ...codes].map(bytes),
  sql.raw(String(jsonRow(emptyBook, false).length + numbersAndName)),
])

const csvBytes = sum([
  ...[...texts, ...lists].map(cellBytes),
  ...codes.map(bytes),
  sql.raw(String(csvRow(emptyBook).length + numbersAndName)),
])

/** White space of JavaScript, which becomes entities at the ends of a text. */
const space = sql.raw(
  `'\t\n\v\f\r \u00a0\u1680${String.fromCharCode(...Array.from({ length: 11 }, (_, at) => 0x2000 + at))}\u2028\u2029\u202f\u205f\u3000\ufeff'`,
)

/** As `siteHtml` replaces them. */
const replaced = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['[', '&#91;'],
  ['\r', '&#13;'],
  ['\n', '<br/>'],
]

const htmlBytes = (text: Column) => {
  const html = replaced.reduce(
    (found, [sign, entity]) => sql`replace(${found}, ${sql.raw(`'${sign}'`)}, ${sql.raw(`'${entity}'`)})`,
    sql`${text}`,
  )
  return sql`octet_length(${html}) + 5 * (octet_length(${text}) - octet_length(trim(${text}, ${space}))) + 5`
}

/** The columns that repeat authors and tags. */
const repeated = [books.authors, books.tags].map((list) => sql`2 * octet_length(${list})`)

const goodreadsBytes = sum([csvBytes, htmlBytes(books.review), ...repeated, sql`200`])

export const sizes = { json: jsonBytes, csv: csvBytes, goodreads: goodreadsBytes, zip: jsonBytes }
