import { computed, effect, signal } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'
import { isAborted } from '../errors/messages.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { user } from '../session/session.ts'
import { refreshFacets } from './facets.ts'
import { fetchPage, isSameList, maxPerRequest } from './fetch-page.ts'
import { followConnection } from './follow-connection.ts'
import { findKeptList, keepLists } from './kept-lists.ts'
import { type AnyBook, appendPage, listed, mergeBooks } from './merge-books.ts'
import { hasPendingChanges, withPendingChanges } from './pending-changes.ts'

const booksPerRequest = 48

type Loading = 'first' | 'next' | 'again'

interface Books {
  /** The query that gave this list. `undefined` before the first response. */
  query: ShelfQuery | undefined
  list: ListedBook[]
  /** The cursor of the next page. `null` at the end of the list. */
  next: string | null
  loading: Loading | undefined
  error: unknown
  /** The query whose first page could not be read, while the list is still that of `query`. */
  failed: ShelfQuery | undefined
  /** When the list was loaded, in milliseconds since 1970. */
  loadedAt: number | undefined
  /** The service could not be reached: the list is the one that was seen last. */
  isKept: boolean
}

const none: Books = {
  query: undefined,
  list: [],
  next: null,
  loading: undefined,
  error: undefined,
  failed: undefined,
  loadedAt: undefined,
  isKept: false,
}
const state = signal(none)

const shown = computed(() =>
  hasPendingChanges.value ? { ...state.value, list: state.value.list.map(withPendingChanges) } : state.value,
)

/** The pages of the library that were loaded so far, with the changes that are being saved. */
export const books = {
  get value(): Books {
    return shown.value
  },
}

const update = (changes: Partial<Books>) => {
  state.value = { ...state.peek(), ...changes }
}

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

type Listener = (books: readonly AnyBook[]) => void
const listeners = new Set<Listener>()

/** Calls `listener` with added and changed books. @returns a function that removes the listener */
export const onPlaced = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** @returns a list that was read, with what has changed since the request was sent */
const upToDate = (
  list: ListedBook[],
  query: ShelfQuery,
  next: string | null,
  since: number,
): ListedBook[] => {
  const known = list.filter(({ id }) => !removed.peek().has(id))
  const newer = [...changed.values()].filter(({ at }) => at > since).map(({ book }) => book)
  return newer.length > 0 ? mergeBooks(known, newer, query, next === null) : known
}

type PageRequest = [loading: Loading, query: ShelfQuery, cursor?: string]
let latest: PageRequest | undefined
let inProgress: { query: ShelfQuery; abort: AbortController } | undefined

/** Reads the first page, the next one, or again as many books as the list has. */
const read = async ([loading, query, cursor]: PageRequest, signal: AbortSignal) => {
  if (loading !== 'again') return fetchPage(query, cursor, booksPerRequest, signal)
  const wanted = Math.max(booksPerRequest, state.peek().list.length)
  let page = await fetchPage(query, undefined, Math.min(wanted, maxPerRequest), signal)
  while (page.next !== null && page.data.length < wanted) {
    const { data, next } = await fetchPage(query, page.next, maxPerRequest, signal)
    page = { data: appendPage(page.data, data), next }
  }
  return page
}

const load = async (...request: PageRequest) => {
  const [loading, query] = request
  latest = request
  const since = changeCount
  inProgress?.abort.abort()
  const abort = new AbortController()
  inProgress = { query, abort }
  update({ loading, error: undefined, failed: undefined })
  try {
    const { data, next } = await read(request, abort.signal)
    if (abort.signal.aborted) return
    const all = loading === 'next' ? appendPage(state.peek().list, data) : data
    const list = upToDate(all, query, next, since)
    update({ query, list, next, loading: undefined, loadedAt: Date.now(), isKept: false })
  } catch (error) {
    const kept = loading === 'first' ? await findKeptList(error, query) : undefined
    if (abort.signal.aborted || isAborted(error)) return
    if (kept) {
      const list = upToDate(kept.list, query, kept.next, since)
      update({ query, ...kept, list, isKept: true, loading: undefined })
      return
    }
    // A list that could not be read again stays. The next visit reads it.
    if (loading === 'again') update({ loading: undefined })
    else update({ loading: undefined, error, failed: loading === 'first' ? query : undefined })
  } finally {
    if (inProgress?.abort === abort) inProgress = undefined
  }
}

/** Loads the first page of `query`. The previous list stays until the response arrives. */
export const loadBooks = (query: ShelfQuery): void => {
  if (!isSameList(inProgress?.query ?? state.peek().query, query)) void load('first', query)
  else if (!inProgress) update({ error: undefined, failed: undefined })
}

/** Loads the next page, unless a request is in progress or the list is complete. */
export const loadMoreBooks = (): void => {
  const { query, next, loading, error } = state.peek()
  if (query && next !== null && !loading && !error) void load('next', query, next)
}

/** Repeats the request that failed. */
export const retryBooks = (): void => {
  if (latest) void load(...latest)
}

/** Reads the loaded part of the list again, because many books may have changed. */
export const reloadBooks = (): void => {
  refreshFacets()
  const query = inProgress?.query ?? state.peek().query
  if (query) void load(state.peek().query && isSameList(state.peek().query, query) ? 'again' : 'first', query)
}

/** Puts added and changed books where they belong in the list. An older version than the known one is ignored. */
export const placeBooks = (books: readonly AnyBook[]): void => {
  const { query, list, next } = state.peek()
  const versions = new Map(list.map(({ id, version }) => [id, version]))
  const newer = books.filter(
    ({ id, version }) =>
      !removed.peek().has(id) &&
      version >= Math.max(versions.get(id) ?? 0, changed.get(id)?.book.version ?? 0),
  )
  if (newer.some(({ id, version }) => version !== findBook(id)?.version)) refreshFacets()
  changeCount++
  for (const book of newer) changed.set(book.id, { book, at: changeCount })
  if (query && newer.length > 0) update({ list: mergeBooks(list, newer, query, next === null) })
  for (const listener of listeners) listener(newer)
}

/** Puts an added or changed book where it belongs in the list. */
export const placeBook = (book: AnyBook): void => placeBooks([book])

/** Takes deleted books out of the list. They never come back. */
export const removeBooks = (ids: readonly string[]): void => {
  removed.value = new Map([...removed.peek(), ...ids.map((id) => [id, findBook(id)?.title] as const)])
  for (const id of ids) changed.delete(id)
  refreshFacets()
  update({ list: state.peek().list.filter(({ id }) => !ids.includes(id)) })
}

/** @returns the book, if it is among those that were loaded */
export const findBook = (id: string): ListedBook | undefined => {
  const known = changed.get(id)?.book
  return known ? withPendingChanges(listed(known)) : shown.value.list.find((book) => book.id === id)
}

followConnection(books, retryBooks)
keepLists(books)

// A list belongs to one user. Clear it before the next user's page is drawn.
let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === owner) return
  owner = id
  inProgress?.abort.abort()
  inProgress = undefined
  latest = undefined
  changed.clear()
  removed.value = new Map()
  state.value = none
})
