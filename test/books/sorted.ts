import { env } from 'cloudflare:workers'
import type { StoredBook } from '../../src/books/rows.ts'
import type { Session } from '../support/client.ts'
import { allPages, type Page } from './library.ts'
import { bookRow, instant, putRows } from './put-book.ts'

// A model of the list of books: an array that is sorted.

/** The orders that both scopes have. */
export const sorts = ['created_at', '-created_at', 'title', '-title'] as const

type Sort = (typeof sorts)[number]
export const scopes = ['mine', 'all'] as const

export interface Query {
  sort: Sort
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

export const compareText = (a: string, b: string): number => {
  const [left, right] = [codePointsOf(a), codePointsOf(b)]
  const at = left.findIndex((sign, index) => sign !== right[index])
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1)
}

type Position = Pick<StoredBook, 'id' | 'title' | 'titleKey' | 'createdAt'>

/** SQLite's `lower`, for a book that has no key yet. */
export const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const titleIn = ({ title, titleKey }: Position, scope: Query['scope']) =>
  scope === 'all' ? title : (titleKey ?? lower(title))

export const compareBy = (sort: Sort, scope: Query['scope']) => (a: Position, b: Position) => {
  const byKey = sort.endsWith('title')
    ? compareText(titleIn(a, scope), titleIn(b, scope))
    : a.createdAt.getTime() - b.createdAt.getTime()
  return (byKey || compareText(a.id, b.id)) * (sort.startsWith('-') ? -1 : 1)
}

/** @returns the ids that the list must have, in order */
export const expectedIds = (rows: StoredBook[], reader: string, { sort, scope, category }: Query): string[] =>
  rows
    .filter((row) => (scope === 'all' || row.userId === reader) && (!category || row.category === category))
    .sort(compareBy(sort, scope))
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
