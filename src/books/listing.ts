import { and, asc, desc, eq, gte, type Placeholder, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { isLive, liveCallers } from '../auth/live-caller.ts'
import { books } from '../db/schema.ts'
import { build, type Placeholders, prepared, varying } from '../db/statement.ts'
import { ownerIsEnabled } from './conditions.ts'
import type { Category } from './fields.ts'
import { listedColumns } from './rows.ts'
import { needleOf } from './search.ts'

/** The sort key and the id of the last book of a page. */
export type ListPosition = [key: number | string, id: string]

export type ListSort = 'created_at' | '-created_at' | 'title' | '-title'

interface ListOptions {
  scope: 'mine' | 'all'
  sort: ListSort
  category?: Category | undefined
  after?: ListPosition | undefined
  /** A book must have words with each of these beginnings. */
  beginnings?: string[] | null | undefined
  limit: number
}

// `instr`, because D1 limits a pattern of LIKE or GLOB to 50 bytes, and such a pattern has special characters.
const hasWord = (needle: Placeholder) =>
  sql`(instr(${books.titleWords}, ${needle}) > 0 or instr(${books.descriptionWords}, ${needle}) > 0)`

/** The options that decide the SQL of a page. */
type PageShape = Pick<ListOptions, 'scope' | 'sort'> & {
  isOfCategory: boolean
  isContinued: boolean
  /** Undefined for a list that is no search. */
  words: number | undefined
}

interface PageValues extends Caller {
  category: Category | undefined
  afterKey: number | string | undefined
  afterId: string | undefined
  limit: number
}

/** The name of the value that holds what search looks for by its n-th word. */
const needleName = (at: number) => `needle${at}`

// A query without a word, for example only punctuation, matches no book.
const matches = (words: number) =>
  words === 0
    ? sql`false`
    : and(...Array.from({ length: words }, (_, at) => hasWord(sql.placeholder(needleName(at)))))

const buildPage = (
  { scope, sort, isOfCategory, isContinued, words }: PageShape,
  values: Placeholders<PageValues>,
) => {
  const { userId, category, afterKey, afterId, limit } = values
  const key = sort.endsWith('title') ? books.title : books.createdAt
  const isDescending = sort.startsWith('-')
  const direction = isDescending ? desc : asc
  // Without a cursor a bound that every book meets makes SQLite seek in the index.
  const isAnywhere = sort.endsWith('title') ? gte(books.title, '') : gte(books.createdAt, new Date(-8.64e15))
  const isAfter = sql`(${key}, ${books.id}) ${sql.raw(isDescending ? '<' : '>')} (${afterKey}, ${afterId})`
  const isWanted = and(
    scope === 'mine' ? eq(books.userId, userId) : ownerIsEnabled(),
    isOfCategory ? sql`${books.category} = ${category}` : undefined,
    isContinued ? isAfter : isAnywhere,
    words === undefined ? undefined : matches(words),
  )
  return build
    .select(listedColumns)
    .from(liveCallers)
    .leftJoin(books, isWanted)
    .where(isLive(values))
    .orderBy(direction(key), direction(books.id))
    .limit(varying(limit))
}

const preparePage = (shape: PageShape) =>
  prepared((values: Placeholders<PageValues>) => buildPage(shape, values))

/** By shape; there are 32 for lists, and for searches a few times as many as a query may have words. */
const pages = new Map<string, ReturnType<typeof preparePage>>()

const preparedPage = (shape: PageShape) => {
  const name = Object.values(shape).join()
  const page = pages.get(name) ?? preparePage(shape)
  pages.set(name, page)
  return page
}

/**
 * A page of books, for `readAsCaller`, from an index that holds exactly these books in exactly this order. So its cost depends on the page
 * alone, and not on the size of the table. (With scope `all`, the books of disabled users are read and left out.) A search walks
 * the same index and stops when the page is full: at most it reads the caller's own library. docs/search.md compares it
 * with other designs.
 */
export const selectBooks = (
  caller: Caller,
  { scope, sort, category, after, beginnings, limit }: ListOptions,
) => {
  const shape = {
    scope,
    sort,
    isOfCategory: category !== undefined,
    isContinued: after !== undefined,
    words: beginnings?.length,
  }
  const needles = beginnings?.map((beginning, at) => [needleName(at), needleOf(beginning)]) ?? []
  return preparedPage(shape)({
    ...caller,
    category,
    afterKey: after?.[0],
    afterId: after?.[1],
    limit,
    ...Object.fromEntries(needles),
  })
}
