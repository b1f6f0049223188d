import { type SQLWrapper, sql } from 'drizzle-orm'
import * as z from 'zod'
import { books } from '../db/schema.ts'
import { maxPages, maxYear, minYear } from './limits.ts'
import { maxKeyLength, nameKeyOf } from './sort-keys.ts'

/** The sort key and the id of the last book of a page. The key is null for a book without a value. */
export type ListPosition = [key: number | string | null, id: string]

export const sortColumns = [
  'created_at',
  'title',
  'author',
  'series',
  'rating',
  'finished_on',
  'published_year',
  'pages',
] as const

export type SortColumn = (typeof sortColumns)[number]
export type ListSort = SortColumn | `-${SortColumn}`

export const columnOf = (sort: ListSort): SortColumn => sort.replace('-', '') as SortColumn
export const isDescending = (sort: ListSort): boolean => sort.startsWith('-')

// A book of an older version of the service has no key until `fillBooks` has made it.
export const titleKey = sql`case when ${books.titleKey} is null then lower(${books.title}) else ${books.titleKey} end`

/** Books without a number come behind the others of their series. `printf` would take their NULL for 0. */
const seriesAndNumber = sql`${books.seriesKey} || char(1) ||
  case when ${books.seriesNumber} is null then '~' else printf('%07.2f', ${books.seriesNumber}) end`

const month = /^(\d{4})-(0[1-9]|1[0-2])$/
const number = /^-?\d{1,6}(\.\d{1,2})?$/

/** Greater than any text that starts with the same letters. */
const behind = '\u{10ffff}'

type From = (text: string, isDown: boolean) => number | string | undefined

const fromNumber: From = (text) => (number.test(text) ? Number(text) : undefined)
const fromText =
  (keyOf: (text: string) => string): From =>
  (text, isDown) =>
    keyOf(text) + (isDown ? behind : '')

const fromInstant: From = (text, isDown) => {
  const [, year, number] = month.exec(text) ?? []
  if (year === undefined) return undefined
  const at = new Date(0)
  at.setUTCFullYear(Number(year), Number(number) - (isDown ? 0 : 1))
  return at.getTime()
}
const fromDay: From = (text, isDown) => (month.test(text) ? text + (isDown ? behind : '') : undefined)

interface Order {
  /** Null, in `key`, for a book without a value, if this order has such books. */
  isNullable: boolean
  key: SQLWrapper
  /** Of a cursor. */
  position: z.ZodType<number | string | null>
  from: From
}

const keyText = z
  .string()
  .min(1)
  // Two UTF-16 units a character, and the number in a series.
  .max(2 * maxKeyLength + 10)

const nullable = (key: SQLWrapper, position: Order['position'], from: From): Order => ({
  isNullable: true,
  key,
  position: position.nullable(),
  from,
})

export const orders: Record<SortColumn, Order> = {
  created_at: { isNullable: false, key: books.createdAt, position: z.int(), from: fromInstant },
  title: {
    isNullable: false,
    key: titleKey,
    position: z.string().max(2 * maxKeyLength),
    from: fromText(nameKeyOf),
  },
  author: nullable(sql`nullif(${books.authorKey}, '')`, keyText, fromText(nameKeyOf)),
  series: nullable(seriesAndNumber, keyText, fromText(nameKeyOf)),
  rating: nullable(books.rating, z.number().min(0.25).max(5).multipleOf(0.25), fromNumber),
  finished_on: nullable(books.finishedOn, z.iso.date(), fromDay),
  published_year: nullable(books.publishedYear, z.int().min(minYear).max(maxYear), fromNumber),
  pages: nullable(books.pages, z.int().min(1).max(maxPages), fromNumber),
}

/** @returns the position before the first book from `from` on, in the order of `sort`; undefined if it has no such form */
export const startAt = (sort: ListSort, from: string): ListPosition | undefined => {
  const isDown = isDescending(sort)
  const column = columnOf(sort)
  const key = orders[column].from(from, isDown)
  // Downwards a text or an instant is the first one behind those wanted, but a number is wanted itself.
  const isWanted = typeof key === 'number' && column !== 'created_at'
  return key === undefined ? undefined : [key, isDown && isWanted ? behind : '']
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** Compares as SQLite does: byte by byte, which for UTF-8 is code point by code point. */
const compareKeys = (a: number | string, b: number | string): number => {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b)
  const [left, right] = [bytes(a), bytes(b)]
  const at = left.findIndex((byte, index) => byte !== right[index])
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1)
}

/** @returns the later of two positions in the order of `sort` */
export const laterOf = (
  sort: ListSort,
  one: ListPosition | undefined,
  other: ListPosition | undefined,
): ListPosition | undefined => {
  if (!one || !other) return one ?? other
  if (one[0] === null || other[0] === null) return one[0] === null ? one : other
  const order = compareKeys(one[0], other[0]) * (isDescending(sort) ? -1 : 1)
  return order >= 0 ? one : other
}
