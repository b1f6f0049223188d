import type { ListedBook } from 'bookplate/client'
import { isAborted } from '../errors/messages.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { onReaderChange } from '../session/on-reader-change.ts'
import { refreshFacets } from './facets.ts'
import { fetchPage, isSameList, maxPerRequest } from './fetch-page.ts'
import { followConnection } from './follow-connection.ts'
import { findKeptList, keepLists } from './kept-lists.ts'
import {
  changesSoFar,
  forgetChanges,
  lastPlaced,
  rememberPlaced,
  rememberRemoved,
  removedBooks,
  tellPlaced,
  tellReload,
  tellRemoved,
  upToDate,
} from './known-changes.ts'
import { type Books, type Loading, none, shown, state, update } from './list-state.ts'
import { type AnyBook, appendPage, listed, mergeBooks, withTail } from './merge-books.ts'
import { withPendingChanges } from './pending-changes.ts'

/** Few covers and rows come soon. A screen of spines has more books. */
const inFirstPage = { covers: 48, list: 48, spines: maxPerRequest }

/** The pages of the library that were loaded so far, with the changes that are being saved. */
export const books = {
  get value(): Books {
    return shown.value
  },
}

type PageRequest = [loading: Loading, query: ShelfQuery, cursor?: string, from?: string]
let latest: PageRequest | undefined
let inProgress: { query: ShelfQuery; abort: AbortController } | undefined

/** Reads the first page, the next one, or again as many books as the list has. */
const read = async ([loading, query, cursor, from]: PageRequest, signal: AbortSignal) => {
  const booksPerRequest = loading === 'next' ? maxPerRequest : inFirstPage[query.view]
  if (loading !== 'again') return fetchPage(query, { cursor, from }, booksPerRequest, signal)
  const wanted = Math.max(booksPerRequest, state.peek().list.length)
  let page = await fetchPage(query, { from }, Math.min(wanted, maxPerRequest), signal)
  while (page.next !== null && page.data.length < wanted) {
    const { data, next } = await fetchPage(query, { cursor: page.next }, maxPerRequest, signal)
    page = { data: appendPage(page.data, data), next }
  }
  return page
}

const load = async (...request: PageRequest) => {
  const [loading, query, , from] = request
  latest = request
  const since = changesSoFar()
  inProgress?.abort.abort()
  const abort = new AbortController()
  inProgress = { query, abort }
  update({ loading, error: undefined, failed: undefined })
  try {
    const { data, next } = await read(request, abort.signal)
    if (abort.signal.aborted) return
    const all = loading === 'next' ? appendPage(state.peek().list, data) : data
    const list = upToDate(all, query, { next, from }, since)
    update({ query, list, next, from, loading: undefined, loadedAt: Date.now(), isKept: false })
  } catch (error) {
    const kept = loading === 'first' ? await findKeptList(error, query) : undefined
    if (abort.signal.aborted || isAborted(error)) return
    if (kept) {
      const list = upToDate(kept.list, query, { next: kept.next, from: undefined }, since)
      update({ query, ...kept, list, from: undefined, isKept: true, loading: undefined })
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
  const { query, next, from, loading, error } = state.peek()
  if (query && next !== null && !loading && !error) void load('next', query, next, from)
}

/** Loads the list from a letter, month or number of its order on. @param from undefined for the start */
export const loadFrom = (from: string | undefined): void => {
  const { query, failed } = state.peek()
  // The reader has asked for another list, and this one only stays until it arrives.
  const isLeaving = failed || (inProgress && !isSameList(inProgress.query, query ?? inProgress.query))
  if (query && !isLeaving) void load('first', query, undefined, from)
}

/** Repeats the request that failed. */
export const retryBooks = (): void => {
  if (latest) void load(...latest)
}

/** Reads the loaded part of the list again, because many books may have changed. */
export const reloadBooks = (): void => {
  refreshFacets()
  tellReload()
  const { query: shownQuery } = state.peek()
  const from = inProgress ? latest?.[3] : state.peek().from
  const query = inProgress?.query ?? shownQuery
  if (query && isSameList(shownQuery, query)) void load('again', query, undefined, from)
  else if (query) void load('first', query)
}

/** Puts added and changed books where they belong in the list. An older version than the known one is ignored. */
export const placeBooks = (books: readonly AnyBook[]): void => {
  const { query, list, next, from } = state.peek()
  const versions = new Map(list.map(({ id, version }) => [id, version]))
  const newer = books.filter(
    ({ id, version }) =>
      !removedBooks.value.has(id) && version >= Math.max(versions.get(id) ?? 0, lastPlaced(id)?.version ?? 0),
  )
  const news = newer.filter(({ id, version }) => version !== findBook(id)?.version)
  if (news.length > 0) refreshFacets()
  rememberPlaced(newer)
  if (query && newer.length > 0) update({ list: mergeBooks(list, newer, query, { next, from }) })
  tellPlaced(newer, news)
}

/** Whether these books would make others move on the page. */
export const wouldMove = (books: readonly AnyBook[]): boolean => {
  const { query, list, next, from } = state.peek()
  if (!query) return false
  const merged = mergeBooks(list, books, query, { next, from })
  return merged.length !== list.length || merged.some(({ id }, at) => id !== list[at]?.id)
}

/** Puts an added or changed book where it belongs in the list. */
export const placeBook = (book: AnyBook): void => placeBooks([book])

/** Takes deleted books out of the list. They never come back. */
export const removeBooks = (ids: readonly string[]): void => {
  rememberRemoved(ids.map((id) => [id, findBook(id)?.title]))
  refreshFacets()
  update({ list: state.peek().list.filter(({ id }) => !ids.includes(id)) })
  tellRemoved(ids)
}

/** @returns the list as the service gave it; undefined while it is being read */
export const shownList = () => {
  const { query, list, next, from, loading, isKept } = state.peek()
  return query && !loading && !isKept
    ? { query, list, from, isWhole: next === null, since: changesSoFar() }
    : undefined
}

/** Replaces the list by a newer one, unless the reader has asked for another list since. */
export const replaceList = (
  { query, from, since }: Pick<NonNullable<ReturnType<typeof shownList>>, 'query' | 'from' | 'since'>,
  page: { data: ListedBook[]; next: string | null },
): void => {
  const before = shownList()
  if (!before || !isSameList(before.query, query) || before.from !== from) return
  // Pages may have been added since the newer list was read.
  const isShort = page.next !== null && before.list.length > page.data.length
  const data = isShort ? withTail(page.data, before.list.slice(page.data.length)) : page.data
  const next = isShort ? state.peek().next : page.next
  update({ list: upToDate(data, query, { next, from }, since), next, loadedAt: Date.now() })
  refreshFacets()
}

/** @returns the book, if it is among those that were loaded */
export const findBook = (id: string): ListedBook | undefined => {
  const known = lastPlaced(id)
  return known ? withPendingChanges(listed(known)) : shown.value.list.find((book) => book.id === id)
}

followConnection(books, retryBooks)
keepLists(books)

onReaderChange(() => {
  inProgress?.abort.abort()
  inProgress = undefined
  latest = undefined
  forgetChanges()
  state.value = none
})
