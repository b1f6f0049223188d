import { signal } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { createEvent } from './create-event.ts'
import { type AnyBook, type Bounds, mergeBooks } from './merge-books.ts'

// A response may be older than a change that was made while it was on its way.
const changed = new Map<string, { book: AnyBook; at: number }>()
let changeCount = 0
const removed = signal<ReadonlyMap<string, string | undefined>>(new Map())

/** The books that are deleted: their titles, as far as they are known, by id. */
export const removedBooks = {
  get value(): ReadonlyMap<string, string | undefined> {
    return removed.value
  },
}

/** Calls a listener with added and changed books, and with those of them whose version was not known. */
export const [onPlaced, tellPlaced] = createEvent<[books: readonly AnyBook[], news: readonly AnyBook[]]>()
export const [onRemoved, tellRemoved] = createEvent<[ids: readonly string[]]>()
/** Calls a listener when many books may have changed. */
export const [onReload, tellReload] = createEvent<[]>()

/** The number of changes so far. */
export const changesSoFar = (): number => changeCount

/** @returns the last version of a book that was placed */
export const lastPlaced = (id: string): AnyBook | undefined => changed.get(id)?.book

export const rememberPlaced = (books: readonly AnyBook[]): void => {
  changeCount++
  for (const book of books) changed.set(book.id, { book, at: changeCount })
}

export const rememberRemoved = (
  books: readonly (readonly [id: string, title: string | undefined])[],
): void => {
  removed.value = new Map([...removed.peek(), ...books])
  for (const [id] of books) changed.delete(id)
}

export const forgetChanges = (): void => {
  changed.clear()
  removed.value = new Map()
}

/** @returns a list that was read, with the changes after the first `since` of them */
export const upToDate = (
  list: ListedBook[],
  query: ShelfQuery,
  bounds: Bounds,
  since: number,
): ListedBook[] => {
  const known = list.filter(({ id }) => !removed.peek().has(id))
  const newer = [...changed.values()].filter(({ at }) => at > since).map(({ book }) => book)
  return newer.length > 0 ? mergeBooks(known, newer, query, bounds) : known
}
