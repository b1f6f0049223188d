import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { api, type Session } from '../support/client.ts'
import { newBook, signedIn, type TestBook } from '../support/makers.ts'

export interface Page {
  data: TestBook[]
  page: { next: string | null }
}

/** @returns a page of the user's books */
export const list = async (as: Session, query = ''): Promise<Page> => {
  const response = await api.get(`/books${query}`, { as })
  expect(response.status).toBe(200)
  return response.json()
}

export const instant = Date.UTC(2026, 0, 1)

/** Puts books straight into D1, without covers. @returns their ids, newest first */
export const insertBooks = async (
  userId: string,
  count: number,
  { category = 'science', createdAt = (_index: number) => instant } = {},
): Promise<string[]> => {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: crypto.randomUUID(),
    at: createdAt(index),
  }))
  await env.DB.prepare(
    `insert into books (id, user_id, title, description, title_words, description_words, category, version, created_at, updated_at)
     select value->>'id', ?1, value->>'id', '', '[]', '[]', ?2, 1, value->>'at', value->>'at' from json_each(?3)`,
  )
    .bind(userId, category, JSON.stringify(rows))
    .run()
  return rows.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id)
}

export const idsOf = ({ data }: Page) => data.map(({ id }) => id)

/** Follows `page.next` to the end; `between` runs after every page. */
export const allPages = async (
  as: Session,
  query: string,
  between = async (_page: Page) => {},
): Promise<Page[]> => {
  const pages = [await list(as, `?${query}`)]
  for (let last = pages[0]; last?.page.next; last = pages.at(-1)) {
    await between(last)
    pages.push(await list(as, `?${query}&cursor=${last.page.next}`))
  }
  return pages
}

/** @returns a new user with one book, and its path */
export const shelf = async () => {
  const session = await signedIn()
  const book = await newBook(session)
  return { session, book, path: `/books/${book.id}` }
}

/** @returns a form of these fields alone */
export const formOf = (fields: Record<string, string | File>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** @returns the row of a book as it is in D1 */
export const rowOf = (id: string) => env.DB.prepare('select * from books where id = ?').bind(id).first()

/** Does the same `count` times at once. */
export const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))
