import { and, asc, desc, eq, exists, gte, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { type Placeholders, prepared } from '../db/prepared.ts'
import { books, users } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import type { Book } from './statements.ts'
import { needleOf } from './search.ts'

/** Where a list ended: the sort key and the id of its last book. */
export type ListPosition = [key: number | string, id: string]

export type ListSort = 'created_at' | '-created_at' | 'title' | '-title'

interface ListOptions {
  scope: 'mine' | 'all'
  sort: ListSort
  category?: Book['category'] | undefined
  after?: ListPosition | undefined
  /** Beginnings that words of the book must have, all of them. */
  beginnings?: string[] | null | undefined
  limit: number
}

const ownerIsEnabled = ({ build }: Pick<Database, 'build'>) =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, books.userId), isNull(users.disabledAt))),
  )

// With `instr`: a pattern of LIKE or GLOB is limited to 50 bytes, and means something by itself.
const hasWord = (beginning: string) => {
  const needle = needleOf(beginning)
  return sql`(instr(${books.titleWords}, ${needle}) > 0 or instr(${books.descriptionWords}, ${needle}) > 0)`
}

// A query without any word, just signs, matches no book.
const matches = (beginnings: string[]) =>
  beginnings.length === 0 ? sql`false` : and(...beginnings.map(hasWord))

/** What decides how the query of a page is put together. */
type PageShape = Pick<ListOptions, 'scope' | 'sort'> & { isOfCategory: boolean; isContinued: boolean }

interface PageValues {
  userId: string
  category: Book['category'] | undefined
  afterKey: number | string | undefined
  afterId: string | undefined
  limit: number
}

const selectPage = (
  db: Pick<Database, 'build'>,
  { scope, sort, isOfCategory, isContinued }: PageShape,
  { userId, category, afterKey, afterId, limit }: PageValues | Placeholders<PageValues>,
  search?: SQL,
) => {
  const key = sort.endsWith('title') ? books.title : books.createdAt
  const isDescending = sort.startsWith('-')
  const direction = isDescending ? desc : asc
  // Without a cursor the whole index is in range: said as a bound that every book meets, so that SQLite seeks.
  const isAnywhere = sort.endsWith('title') ? gte(books.title, '') : gte(books.createdAt, new Date(-8.64e15))
  const isAfter = sql`(${key}, ${books.id}) ${sql.raw(isDescending ? '<' : '>')} (${afterKey}, ${afterId})`
  return db.build
    .select()
    .from(books)
    .where(
      and(
        scope === 'mine' ? eq(books.userId, userId) : ownerIsEnabled(db),
        isOfCategory ? sql`${books.category} = ${category}` : undefined,
        isContinued ? isAfter : isAnywhere,
        search,
      ),
    )
    .orderBy(direction(key), direction(books.id))
    .limit(limit)
}

const preparePage = (shape: PageShape) =>
  prepared((db, values: Placeholders<PageValues>) => selectPage(db, shape, values))

/** By shape; there are 32. */
const pages = new Map<string, ReturnType<typeof preparePage>>()

const preparedPage = (shape: PageShape) => {
  const name = Object.values(shape).join()
  const page = pages.get(name) ?? preparePage(shape)
  pages.set(name, page)
  return page
}

/**
 * A page of books, from an index that holds exactly the books asked for in exactly this order: its cost is that of the
 * page, whatever the table holds. (Of everybody's books, those of disabled users are read and left out.) A search walks
 * the same index and stops when the page is full, so that it reads the user's own library at the most: see
 * docs/search.md for what that was weighed against.
 */
export const listBooks = (
  db: Database,
  { userId }: Caller,
  { scope, sort, category, after, beginnings, limit }: ListOptions,
) => {
  const shape = { scope, sort, isOfCategory: category !== undefined, isContinued: after !== undefined }
  const values = { userId, category, afterKey: after?.[0], afterId: after?.[1], limit }
  if (beginnings) return selectPage(db, shape, values, matches(beginnings))
  return preparedPage(shape)(db, values)
}
