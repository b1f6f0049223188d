import { effect, signal } from '@preact/signals'
import { type Book, NetworkError } from 'bookplate/client'
import { onReconnect } from '../connection/online.ts'
import { isAborted } from '../errors/sentences.ts'
import type { ShelfQuery } from '../router/route.ts'
import { api, user } from '../session/session.ts'

const booksPerRequest = 48

interface Books {
  /** What the books are an answer to; undefined before the first. */
  query: ShelfQuery | undefined
  list: Book[]
  /** Where the next page begins; null at the end of the list. */
  next: string | null
  loading: 'first' | 'next' | undefined
  error: unknown
}

const none: Books = { query: undefined, list: [], next: null, loading: undefined, error: undefined }
const state = signal(none)

/** The part of the library that was read so far. */
export const books = {
  get value(): Books {
    return state.value
  },
}

const set = (changes: Partial<Books>) => {
  state.value = { ...state.value, ...changes }
}

const isSame = (a: ShelfQuery | undefined, b: ShelfQuery): boolean =>
  a !== undefined && a.q.trim() === b.q.trim() && a.category === b.category && a.sort === b.sort

let underWay: { query: ShelfQuery; abort: AbortController } | undefined

const read = async ({ q, category, sort }: ShelfQuery, cursor: string | undefined, signal: AbortSignal) => {
  const query = {
    limit: String(booksPerRequest),
    sort,
    ...(q.trim() !== '' && { q }),
    ...(category && { category }),
    ...(cursor !== undefined && { cursor }),
  }
  const answer = await api.books.$get({ query }, { init: { signal } })
  const { data, page } = await answer.json()
  return { data, next: page.next }
}

type Reading = [loading: 'first' | 'next', query: ShelfQuery, cursor?: string]
let latest: Reading | undefined

const start = async (...reading: Reading) => {
  const [loading, query, cursor] = reading
  latest = reading
  underWay?.abort.abort()
  const abort = new AbortController()
  underWay = { query, abort }
  set({ loading, error: undefined })
  try {
    const { data, next } = await read(query, cursor, abort.signal)
    if (abort.signal.aborted) return
    const before = loading === 'first' ? [] : state.value.list
    set({ query, list: [...before, ...data], next, loading: undefined })
  } catch (error) {
    if (abort.signal.aborted || isAborted(error)) return
    set({ loading: undefined, error })
  } finally {
    if (underWay?.abort === abort) underWay = undefined
  }
}

/** Shows what `query` asks for. What was shown before stays until the answer is here. */
export const showBooks = (query: ShelfQuery): void => {
  if (!isSame(underWay?.query ?? state.value.query, query)) void start('first', query)
  else if (!underWay) set({ error: undefined })
}

/** Reads on, unless that is under way or there is no more. */
export const showMore = (): void => {
  const { query, next, loading, error } = state.value
  if (query && next !== null && !loading && !error) void start('next', query, next)
}

/** Tries again what failed. */
export const retry = (): void => {
  if (latest) void start(...latest)
}

/** Reads from the top again, for a book that was added. */
export const reread = (): void => {
  const { query } = state.value
  if (query) void start('first', query)
}

/** Puts the changed book in the place of the old one. */
export const replaceBook = (book: Book): void =>
  set({ list: state.value.list.map((old) => (old.id === book.id ? book : old)) })

/** Takes out a book that is gone. */
export const removeBook = (id: string): void =>
  set({ list: state.value.list.filter((book) => book.id !== id) })

/** @returns a book of those that were read */
export const findBook = (id: string): Book | undefined => state.value.list.find((book) => book.id === id)

onReconnect(() => {
  if (state.value.error instanceof NetworkError) retry()
})

// Nobody sees another's shelf, not even for a moment.
let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === owner) return
  owner = id
  underWay?.abort.abort()
  underWay = undefined
  state.value = none
})
