import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import type { ListedBook, OwnBook, PublicBook } from '../../src/books/presented-book.ts'
import { api, type Session } from '../support/client.ts'
import { signedIn, type TestBook } from '../support/makers.ts'
import { putBook } from './put-book.ts'

export interface Page<Book = TestBook> {
  data: Book[]
  page: { next: string | null }
}

/** @returns a page of books, by default the user's own */
export const list = async <Book = TestBook>(as: Session, query = ''): Promise<Page<Book>> => {
  const response = await api.get(`/books${query}`, { as })
  expect(response.status).toBe(200)
  return response.json()
}

export const idsOf = ({ data }: Page) => data.map(({ id }) => id)

/** The owners of the books on these pages, in order. */
export const ownersIn = (...pages: Page[]) => pages.flatMap(({ data }) => data.map(({ user_id }) => user_id))

/** Follows `page.next` to the end. `between` runs after every page that has a next one. */
export const allPages = async <Book = TestBook>(
  as: Session,
  query: string,
  between = async (_page: Page<Book>) => {},
): Promise<Page<Book>[]> => {
  const pages = [await list<Book>(as, `?${query}`)]
  for (let last = pages[0]; last?.page.next; last = pages.at(-1)) {
    await between(last)
    pages.push(await list(as, `?${query}&cursor=${last.page.next}`))
  }
  return pages
}

/** @returns a new user with one book, and its path */
export const shelf = async () => {
  const session = await signedIn()
  const book = await putBook(session)
  return { session, book, path: `/books/${book.id}` }
}

/** @returns a form with these fields only */
export const formOf = (fields: Record<string, string | File>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** @returns the row of a book as it is in D1 */
export const rowOf = (id: string) => env.DB.prepare('select * from books where id = ?').bind(id).first()

/** @returns the row of a list for a book of one's own */
export const listed = ({ review, notes, extra, ...book }: OwnBook): ListedBook => ({
  ...book,
  has_review: review !== '',
  has_notes: notes !== '',
})

/** @returns a book as another reader sees it */
export const seenByOthers = (book: OwnBook): PublicBook => {
  const { version, status, rating, progress, readings, tags, owned, review, notes, extra, ...seen } = book
  return seen
}

/** @returns the titles of the user's books in D1, in order */
export const titlesOf = async (userId: string) => {
  const all = await env.DB.prepare('select title from books where user_id = ? order by title')
    .bind(userId)
    .all<{ title: string }>()
  return all.results.map(({ title }) => title)
}

/** Makes `count` promises at once. */
export const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))
