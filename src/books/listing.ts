import { and, eq, gte, inArray, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { type Live, preparedForCaller, type Reader } from '../auth/live-caller.ts'
import { books } from '../db/schema.ts'
import { build, type Placeholders, varying } from '../db/statement.ts'
import { ownerIsEnabled } from './conditions.ts'
import { type BookFilters, filterValues, ifFiltered } from './filters.ts'
import {
  columnOf,
  isDescending,
  type ListPosition,
  type ListSort,
  orders,
  type SortColumn,
} from './orders.ts'
import { listedColumns, type OwnListedRow, ownListedColumns } from './rows.ts'

export type { ListPosition }

export interface ListOptions {
  scope: 'mine' | 'all'
  sort: ListSort
  filters?: BookFilters | undefined
  after?: ListPosition | undefined
  limit: number
}

/** A row of a list. `sortKey` is absent in the order of time. */
export type ListRow = OwnListedRow & { sortKey?: ListPosition[0] }

/** The options that decide the SQL of a page. */
interface PageShape extends Pick<ListOptions, 'scope' | 'sort'> {
  /** The page continues after a key, or after a book without a value. */
  after: 'nothing' | 'key' | 'null'
  /** Of the values of the filters. */
  names: string[]
}

interface PageValues {
  afterKey: ListPosition[0] | undefined
  afterId: string | undefined
  limit: number
}

const keyOf = ({ scope, sort }: PageShape): SQLWrapper =>
  scope === 'all' && columnOf(sort) === 'title' ? books.title : orders[columnOf(sort)].key

/** Whether an index has an expression as its key, and not a column. */
const isDerived = ({ scope, sort }: PageShape) => scope === 'mine' && columnOf(sort) === 'title'

/** Without a cursor, a bound that every book meets makes SQLite seek in the index. */
const anywhere: Partial<Record<SortColumn, (key: SQLWrapper) => SQL>> = {
  created_at: () => gte(books.createdAt, new Date(-8.64e15)),
  title: (key) => sql`${key} >= ''`,
}

const ifAfter = (shape: PageShape, { afterKey, afterId }: Placeholders<PageValues>): SQL | undefined => {
  const key = keyOf(shape)
  const column = columnOf(shape.sort)
  const compare = sql.raw(isDescending(shape.sort) ? '<' : '>')
  if (shape.after === 'nothing') return anywhere[column]?.(key)
  if (shape.after === 'null') return sql`(${key} is null and ${books.id} ${compare} ${afterId})`
  const isBehind = sql`(${key}, ${books.id}) ${compare} (${afterKey}, ${afterId})`
  // SQLite seeks by a comparison of one expression, but not by one of two.
  if (isDerived(shape)) return sql`(${key} ${compare}= ${afterKey} and ${isBehind})`
  return orders[column].isNullable ? sql`(${isBehind} or ${key} is null)` : isBehind
}

/** Books without a value are last in both directions. */
const orderOf = (shape: PageShape): SQL[] => {
  const key = keyOf(shape)
  const direction = sql.raw(isDescending(shape.sort) ? 'desc' : 'asc')
  const nullsLast = orders[columnOf(shape.sort)].isNullable ? [sql`${key} is null`] : []
  return [...nullsLast, sql`${key} ${direction}`, sql`${books.id} ${direction}`]
}

const placeholder = (name: string) => sql.placeholder(name)

const ifWanted = (shape: PageShape, values: Placeholders<PageValues & Reader>) =>
  and(
    shape.scope === 'mine' ? eq(books.userId, values.userId) : ownerIsEnabled(),
    ifAfter(shape, values),
    ifFiltered(shape.names, placeholder),
  )

/** Whether an index has exactly the books of the list in its order, if all of them pass the filters. */
const isIndexed = ({ scope, sort, names }: PageShape) =>
  columnOf(sort) === 'created_at' ||
  (columnOf(sort) === 'title' && (scope === 'all' || !names.includes('category')))

const buildPage = (
  shape: PageShape,
  { callers, isLive }: Live,
  values: Placeholders<PageValues & Reader>,
) => {
  const limit = varying(values.limit as Placeholder<string, number>)
  const isWanted = ifWanted(shape, values)
  // Sorts keys and ids alone, and reads the rows of the page afterwards.
  const page = () =>
    build
      .select({ id: books.id })
      .from(books)
      .where(isWanted)
      .orderBy(...orderOf(shape))
      .limit(limit)
  const hasKey = columnOf(shape.sort) !== 'created_at'
  return build
    .select({
      ...(shape.scope === 'mine' ? ownListedColumns : listedColumns),
      ...(hasKey && { sortKey: sql<ListPosition[0]>`${keyOf(shape)}`.as('sortKey') }),
    })
    .from(callers)
    .leftJoin(books, isIndexed(shape) ? isWanted : inArray(books.id, page()))
    .where(isLive)
    .orderBy(...orderOf(shape))
    .limit(limit)
}

const preparePage = (shape: PageShape) =>
  preparedForCaller((live, values: Placeholders<PageValues & Reader>) => buildPage(shape, live, values))

/** Filters combine freely, so an isolate keeps the statements of the first shapes only. */
const maxPrepared = 200
const pages = new Map<string, ReturnType<typeof preparePage>>()

const preparedPage = (shape: PageShape) => {
  const name = [shape.scope, shape.sort, shape.after, ...shape.names].join()
  const page = pages.get(name) ?? preparePage(shape)
  if (pages.size < maxPrepared) pages.set(name, page)
  return page
}

const afterOf = (after: ListPosition | undefined) => {
  if (!after) return 'nothing'
  return after[0] === null ? 'null' : 'key'
}

/**
 * A page of books, for `readAsCaller`. By time and by title it comes from an index that holds these books in this order, so
 * that it costs what the page costs. (With scope `all`, the books of disabled users are read and left out.) Filters and
 * searches walk the same index and stop when the page is full. The other orders sort the reader's own library. So a page
 * reads at most two rows for each book of the reader, see docs/search.md.
 */
export const selectBooks = (caller: Caller, { scope, sort, filters = {}, after, limit }: ListOptions) => {
  const values = filterValues(filters)
  const shape = { scope, sort, after: afterOf(after), names: Object.keys(values) } as const
  return preparedPage(shape)(caller, {
    ...values,
    afterKey: after?.[0],
    afterId: after?.[1],
    limit,
  })
}
