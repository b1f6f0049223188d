import { env } from 'cloudflare:workers'
import type { ListSort } from '../../src/books/listing.ts'
import type { StoredBook } from '../../src/books/rows.ts'
import type { Session } from '../support/client.ts'
import { allPages, type Page } from './library.ts'
import { bookRow, instant, putRows } from './put-book.ts'

// A model of the list of books: an array that is sorted.

export const sorts: ListSort[] = ['created_at', '-created_at', 'title', '-title']
export const scopes = ['mine', 'all'] as const

export interface Query {
  sort: ListSort
  scope: 'mine' | 'all'
  category?: string | undefined
}

/** Books of a number: their titles and times rise with it. */
export const numberedRow = (userId: string, number: number) =>
  bookRow(userId, { title: `Title ${2000 + number}`, createdAt: new Date(instant + number) })

const deleteAll = () => env.DB.prepare('delete from books').run()

/** Leaves these books in D1 and no others, because `scope=all` shows the books of earlier tests as well. */
export const putOnly = async (rows: StoredBook[]) => {
  await deleteAll()
  await putRows(rows)
}

const codePointsOf = (text: string) => Array.from(text, (sign) => sign.codePointAt(0) ?? 0)

const compareText = (a: string, b: string): number => {
  const [left, right] = [codePointsOf(a), codePointsOf(b)]
  const at = left.findIndex((sign, index) => sign !== right[index])
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1)
}

type Position = Pick<StoredBook, 'id' | 'title' | 'createdAt'>

export const compareBy = (sort: ListSort) => (a: Position, b: Position) => {
  const byKey = sort.endsWith('title')
    ? compareText(a.title, b.title)
    : a.createdAt.getTime() - b.createdAt.getTime()
  return (byKey || compareText(a.id, b.id)) * (sort.startsWith('-') ? -1 : 1)
}

/** @returns the ids that the list must have, in order */
export const expectedIds = (rows: StoredBook[], reader: string, { sort, scope, category }: Query): string[] =>
  rows
    .filter((row) => (scope === 'all' || row.userId === reader) && (!category || row.category === category))
    .sort(compareBy(sort))
    .map(({ id }) => id)

/** @returns all pages of the list */
export const pagesOf = (
  as: Session,
  { sort, scope, category }: Query,
  limit: number,
  between?: (page: Page) => Promise<void>,
) =>
  allPages(
    as,
    `sort=${sort}&scope=${scope}${category ? `&category=${category}` : ''}&limit=${limit}`,
    between,
  )
