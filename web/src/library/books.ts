import { computed, effect, signal } from '@preact/signals'
import { type ListedBook, NetworkError, type OwnBook } from 'bookplate/client'
import { onReconnect } from '../connection/online.ts'
import { isAborted } from '../errors/messages.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { api, user } from '../session/session.ts'
import { refreshFacets } from './facets.ts'
import { filterKey, filterParameters } from './filter.ts'
import { hasPendingChanges, withPendingChanges } from './pending-changes.ts'

const booksPerRequest = 48

interface Books {
  /** The query that gave this list. `undefined` before the first response. */
  query: ShelfQuery | undefined
  list: ListedBook[]
  /** The cursor of the next page. `null` at the end of the list. */
  next: string | null
  loading: 'first' | 'next' | undefined
  error: unknown
}

const none: Books = { query: undefined, list: [], next: null, loading: undefined, error: undefined }
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
  state.value = { ...state.value, ...changes }
}

const isSame = (a: ShelfQuery | undefined, b: ShelfQuery): boolean =>
  a !== undefined && filterKey(a) === filterKey(b) && a.sort === b.sort

const fetchPage = async (shown: ShelfQuery, cursor: string | undefined, signal: AbortSignal) => {
  const query = {
    limit: String(booksPerRequest),
    sort: shown.sort,
    ...filterParameters(shown),
    ...(cursor !== undefined && { cursor }),
  }
  const response = await api.books.$get({ query }, { init: { signal } })
  const { data, page } = await response.json()
  // A list of one's own books has no others.
  return { data: data as ListedBook[], next: page.next }
}

type PageRequest = [loading: 'first' | 'next', query: ShelfQuery, cursor?: string]
let latest: PageRequest | undefined
let inProgress: { query: ShelfQuery; abort: AbortController } | undefined

const load = async (...request: PageRequest) => {
  const [loading, query, cursor] = request
  latest = request
  inProgress?.abort.abort()
  const abort = new AbortController()
  inProgress = { query, abort }
  update({ loading, error: undefined })
  try {
    const { data, next } = await fetchPage(query, cursor, abort.signal)
    if (abort.signal.aborted) return
    const before = loading === 'first' ? [] : state.value.list
    update({ query, list: [...before, ...data], next, loading: undefined })
  } catch (error) {
    if (abort.signal.aborted || isAborted(error)) return
    update({ loading: undefined, error })
  } finally {
    if (inProgress?.abort === abort) inProgress = undefined
  }
}

/** Loads the first page of `query`. The previous list stays until the response arrives. */
export const loadBooks = (query: ShelfQuery): void => {
  if (!isSame(inProgress?.query ?? state.value.query, query)) void load('first', query)
  else if (!inProgress) update({ error: undefined })
}

/** Loads the next page, unless a request is in progress or the list is complete. */
export const loadMoreBooks = (): void => {
  const { query, next, loading, error } = state.value
  if (query && next !== null && !loading && !error) void load('next', query, next)
}

/** Repeats the request that failed. */
export const retryBooks = (): void => {
  if (latest) void load(...latest)
}

/** Loads the first page again, because books were added. */
export const reloadBooks = (): void => {
  refreshFacets()
  const { query } = state.value
  if (query) void load('first', query)
}

/** Replaces a book of the list by its changed version. */
export const replaceBook = ({ review, notes, extra, ...book }: OwnBook): void => {
  const listed = { ...book, has_review: review !== '', has_notes: notes !== '' }
  if (findBook(book.id)?.version !== book.version) refreshFacets()
  update({ list: state.value.list.map((old) => (old.id === book.id ? listed : old)) })
}

export const removeBook = (id: string): void => {
  update({ list: state.value.list.filter((book) => book.id !== id) })
  refreshFacets()
}

/** @returns the book, if it is among those that were loaded */
export const findBook = (id: string): ListedBook | undefined =>
  shown.value.list.find((book) => book.id === id)

onReconnect(() => {
  if (state.value.error instanceof NetworkError) retryBooks()
})

// A list belongs to one user. Clear it before the next user's page is drawn.
let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === owner) return
  owner = id
  inProgress?.abort.abort()
  inProgress = undefined
  state.value = none
})
