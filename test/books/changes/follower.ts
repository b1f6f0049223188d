import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import { expect } from 'vitest'
import { readChanges } from '../../../src/books/changes/read.ts'
import type { PresentedChange } from '../../../src/books/changes/schema.ts'
import type { PageSize } from '../../../src/books/changes/statements.ts'
import type { OwnBook } from '../../../src/books/presented-book.ts'
import { openDatabase } from '../../../src/db/client.ts'
import { readConfig } from '../../../src/http/config.ts'
import { api, dataOf, type Session } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { added } from '../batch/batch.ts'
import { allPages, idsOf } from '../library.ts'

export type Books = Map<string, OwnBook>

export interface ChangesPage {
  data: PresentedChange[]
  page: { next: string }
}

/** @returns a page of changes, over the API */
export const changesOf = async (as: Session, since?: string): Promise<ChangesPage> => {
  const response = await api.get(`/books/changes${since === undefined ? '' : `?since=${since}`}`, { as })
  expect(response.status, await response.clone().text()).toBe(200)
  return response.json()
}

const apply = (books: Books, changes: PresentedChange[]) => {
  for (const change of changes) {
    if (change.deleted) books.delete(change.id)
    else books.set(change.id, change.book)
  }
}

/** A program that follows a library. */
export interface Follower {
  readonly books: Books
  /** Reads one page. @returns its changes */
  step(): Promise<PresentedChange[]>
  /** Reads pages until one is empty. */
  catchUp(): Promise<void>
}

const followerBy = (read: (since: string | undefined) => Promise<ChangesPage>): Follower => {
  const books: Books = new Map()
  let since: string | undefined
  const step = async () => {
    const { data, page } = await read(since)
    apply(books, data)
    since = page.next
    return data
  }
  return {
    books,
    step,
    async catchUp() {
      while ((await step()).length > 0);
    },
  }
}

/** A follower over the API. */
export const followerOf = (as: Session): Follower => followerBy((since) => changesOf(as, since))

/** A follower whose pages have other limits than those of the API. */
export const followerWith = (as: Session & { user: { id: string } }, page: PageSize): Follower => {
  const { sid } = decodeJwt<{ sid: string }>(as.access_token)
  return followerBy(async (since) => {
    const caller = { kind: 'session' as const, userId: as.user.id, sessionId: sid, at: new Date() }
    const vars = { caller, config: readConfig(env), db: openDatabase(env.DB) }
    const { changes, next } = await readChanges(vars, since, page)
    return { data: changes, page: { next } }
  })
}

/** @returns the library as the other routes show it: its list, and each of its books */
export const readLibrary = async (as: Session): Promise<Books> => {
  const pages = await allPages(as, 'limit=100')
  const books = pages.flatMap(idsOf).map(async (id): Promise<[string, OwnBook]> => {
    return [id, await dataOf(await api.get(`/books/${id}`, { as }))]
  })
  return new Map(await Promise.all(books))
}

const sorted = (books: Books) => [...books].toSorted(([a], [b]) => (a < b ? -1 : 1))

/** Fails unless the follower, once it is up to date, has what a full read gives. */
export const expectEqualToFullRead = async (as: Session, ...followers: Follower[]): Promise<void> => {
  const library = sorted(await readLibrary(as))
  for (const follower of followers) {
    await follower.catchUp()
    expect(sorted(follower.books)).toEqual(library)
  }
}

/** @returns a reader with a book, and the cursor behind it */
export const upToDate = async () => {
  const as = await signedIn()
  const [id = ''] = await added(as, { title: 'First' })
  return { as, id, since: (await changesOf(as)).page.next }
}
