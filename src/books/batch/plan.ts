import { getTableColumns } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { inGroups } from '../../db/groups.ts'
import { books } from '../../db/schema.ts'
import { type CountedText, countedTexts, storedBytes, textBytesIn } from '../../quotas/usage.ts'
import { derivedValues } from '../changed-columns.ts'
import { wordChanges } from '../other-words.ts'
import { type KnownFields, newBookRow, type StoredBook, storedFields } from '../rows.ts'
import type { Operation } from './schema.ts'

/** An operation without its long texts: all of a batch fit into one parameter of D1. */
export interface Head {
  op: Operation['op']
  /** Of a new book: the id that it gets. Null for an id that cannot exist. */
  id: string | null
  /** The version that the book must have; null for any. */
  version: number | null
  /** The title that the operation sends. */
  title: string | null
  /** Whether the operation may change what makes two books the same. */
  isRenaming: boolean
  /** Whether the operation writes its book. */
  isChange: boolean
  /** The bytes of the counted texts of a new book. */
  textBytes: number | null
  /** The bytes that each counted text has after a change, as far as it is sent. */
  bytes: Partial<Record<CountedText, number>>
}

/** Columns of a row with its id, as JSON: each value as D1 stores it. */
export type RowJson = string

/** The work of a batch. Each list of rows fits into one parameter. */
export interface Plan {
  heads: Head[]
  created: RowJson[][]
  updated: { columns: (keyof StoredBook)[]; rows: RowJson[] }[]
  /** The title, authors and ISBN of each book, as far as its operation sends them. */
  identities: RowJson[][]
}

// D1 allows a parameter of 2 MB.
const perStatement = { maxRows: 200, maxSize: 1_000_000 }

const utf8 = new TextEncoder()
const inParameters = <Row>(rows: Row[], jsonOf: (row: Row) => RowJson): Row[][] =>
  inGroups(rows, (row) => utf8.encode(jsonOf(row)).length, perStatement)

const columns = getTableColumns(books)

const driverValue = ([name, value]: [string, unknown]): [string, unknown] => [
  name,
  value === null ? null : columns[name as keyof StoredBook].mapToDriverValue(value),
]

const storedJson = (row: Partial<StoredBook>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(driverValue))

const bytesIn = (row: Partial<StoredBook>): Head['bytes'] =>
  Object.fromEntries(
    countedTexts.flatMap((name) => {
      const value = row[name]
      return value === undefined ? [] : [[name, storedBytes(value)]]
    }),
  )

/** @returns the columns that a change writes, and the words of its fields for `json_patch` */
const changedJson = (changes: KnownFields): Record<string, unknown> => {
  const otherWords = wordChanges(changes)
  return {
    ...storedJson({ ...storedFields(changes), ...derivedValues(changes) }),
    ...(otherWords !== undefined && { otherWords }),
  }
}

const isSent = (value: unknown): boolean => value !== undefined

const headOf = (operation: Operation, row: Partial<StoredBook>): Head => {
  const { title, authors, isbn } = row
  return {
    op: operation.op,
    id: operation.op === 'create' ? (row.id ?? null) : operation.id,
    version: (operation.op !== 'create' && operation.version) || null,
    title: title ?? null,
    isRenaming: [title, authors, isbn].some(isSent),
    isChange: Object.values(row).some(isSent),
    textBytes: operation.op === 'create' ? textBytesIn(row) : null,
    bytes: operation.op === 'update' ? bytesIn(row) : {},
  }
}

/** @returns the statements' parameters for a batch of the caller */
export const planOf = (caller: Caller, operations: Operation[]): Plan => {
  const rows = operations.map((operation): Partial<StoredBook> => {
    if (operation.op === 'create') return newBookRow(caller, operation.book, undefined)
    return operation.op === 'update' ? storedFields(operation.book) : {}
  })
  const heads = operations.map((operation, at) => headOf(operation, rows[at] ?? {}))
  const created = operations.flatMap(({ op }, at) =>
    op === 'create' ? [JSON.stringify(storedJson(rows[at] ?? {}))] : [],
  )
  const updated = operations.flatMap((operation, at) => {
    if (operation.op !== 'update' || !heads[at]?.isChange) return []
    const row = { id: operation.id, ...changedJson(operation.book) }
    return [{ names: Object.keys(row) as (keyof StoredBook)[], json: JSON.stringify(row) }]
  })
  const identities = heads.flatMap(({ op, id }, at) => {
    if (op === 'delete') return []
    const { title, authors, isbn } = storedJson(rows[at] ?? {})
    return [JSON.stringify({ at, id, title, authors, isbn })]
  })
  return {
    heads,
    created: inParameters(created, (json) => json),
    updated: inParameters(updated, ({ json }) => json).map((group) => ({
      columns: [...new Set(group.flatMap(({ names }) => names))],
      rows: group.map(({ json }) => json),
    })),
    identities: inParameters(identities, (json) => json),
  }
}
