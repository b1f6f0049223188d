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
const jsonBytes = sum([
  ...texts.map((text) => bytes(sql`json_quote(${text})`)),
  ...[...lists, ...codes].map(bytes),
  sql.raw(String(jsonRow(emptyBook, false).length + numbersAndName)),
])

const csvBytes = sum([
  ...[...texts, ...lists].map(cellBytes),
  ...codes.map(bytes),
  sql.raw(String(csvRow(emptyBook).length + numbersAndName)),
])

/** Names of columns that the line of a book has besides. */
const goodreadsCells = 200
/** A shelf of the reader with its place: `, tag (#100)`. */
const shelfBytes = 100 * 12

const reviewBytes = bytes(
  sql`replace(replace(replace(replace(${books.review}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), char(10), '<br/>')`,
)

const goodreadsBytes = sum([
  csvBytes,
  reviewBytes,
  sql`3 * octet_length(${books.authors})`,
  sql`3 * octet_length(${books.tags})`,
  sql.raw(String(goodreadsCells + shelfBytes)),
])

export const sizes = { json: jsonBytes, csv: csvBytes, goodreads: goodreadsBytes, zip: jsonBytes }
