import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { openDatabase } from '../../../src/db/client.ts'
import { libraryCount } from '../../../src/quotas/library-count.ts'
import { api, dataOf, request, type Session } from '../../support/client.ts'
import { fetchWith } from '../../support/worker.ts'

export type Operation = Record<string, unknown>

export interface Result {
  id: string
  version: number | null
}

/** Sends a batch. */
export const batch = (as: Session, operations: unknown, bindings: Partial<Env> = {}, headers = {}) =>
  fetchWith(bindings, request('POST', '/books/batch', { as, body: { operations }, headers }))

/** @returns the results of a batch that succeeds */
export const done = async (as: Session, ...operations: Operation[]): Promise<Result[]> => {
  const response = await batch(as, operations)
  expect(response.status, await response.clone().text()).toBe(200)
  return dataOf(response)
}

/** @returns the status and code of a failed batch, and the place that it names */
export const failureOf = async (response: Response): Promise<[number, string, ...string[]]> => {
  const { error } = await response.json<{ error: { code: string; issues?: { path: string }[] } }>()
  return [response.status, error.code, ...(error.issues ?? []).map(({ path }) => path)]
}

export const creation = (book: object): Operation => ({ op: 'create', book })
export const update = (id: string, book: object, version?: number): Operation => ({
  op: 'update',
  id,
  book,
  ...(version && { version }),
})
export const deletion = (id: string, version?: number): Operation => ({
  op: 'delete',
  id,
  ...(version && { version }),
})

/** @returns the ids of new books of the reader, in order */
export const added = async (as: Session, ...books: object[]): Promise<string[]> =>
  (await done(as, ...books.map(creation))).map(({ id }) => id)

/** @returns a book as its owner reads it */
export const readBook = async (as: Session, id: string) => dataOf(await api.get(`/books/${id}`, { as }))

/** Counts the library of the reader, as the maintenance does: `putBook` does not. */
export const count = (userId: string) => openDatabase(env.DB).batch(libraryCount([userId], new Date()))

/** Fails unless the counters of the reader are what its books have. */
export const expectTrueSize = async (userId: string): Promise<void> => {
  const { before, after } = await count(userId)
  expect(before).toEqual(after)
}

/** @returns everything of the reader in D1: books, counters and orphaned covers */
export const stateOf = async (userId: string) => {
  const [books, user, covers] = await env.DB.batch([
    env.DB.prepare('select * from books where user_id = ? order by id').bind(userId),
    env.DB.prepare('select * from users where id = ?').bind(userId),
    env.DB.prepare('select * from unowned_covers order by key'),
  ])
  return { books: books?.results, user: user?.results, covers: covers?.results }
}
