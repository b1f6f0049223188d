import { type Book, NetworkError, type OwnBook } from 'bookplate/client'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { onReturn } from '../connection/on-return.ts'
import { onReconnect } from '../connection/online.ts'
import { hasCode, isAborted } from '../errors/messages.ts'
import { findKept, keep } from '../kept/reader-cache.ts'
import { api } from '../session/session.ts'
import { isOwn, type ShownBook } from './book.ts'
import { findBook, placeBook, removeBooks } from './books.ts'
import { onPlaced, removedBooks } from './known-changes.ts'
import { withPendingChanges } from './pending-changes.ts'

export interface BookVersion {
  book: Book | OwnBook
  etag: string
}

const maxKept = 100

/** @throws ApiError; NetworkError; the reason of `signal` */
export const fetchBook = async (id: string, signal?: AbortSignal): Promise<BookVersion> => {
  const response = await api.books[':id'].$get({ param: { id } }, { init: { signal: signal ?? null } })
  // The type includes 304. The browser's cache handles it, so scripts never see it.
  const { data } = (await response.json()) as { data: Book | OwnBook }
  const version = { book: data, etag: response.headers.get('ETag') ?? '*' }
  void keep('book', id, version, maxKept)
  return version
}

/** @returns the current version; without a connection the last one that was read */
const fetchOrRecall = async (id: string, signal: AbortSignal): Promise<BookVersion> => {
  try {
    return await fetchBook(id, signal)
  } catch (error) {
    const kept = error instanceof NetworkError ? await findKept<BookVersion>('book', id) : undefined
    if (kept) return kept
    throw error
  }
}

/** After a deletion on another device. Any other error leaves the book as it is shown. */
const removeIfGone = (id: string, error: unknown): void => {
  if (hasCode(error, 'book_not_found') && findBook(id)) removeBooks([id])
}

/**
 * Returns the book of the shelf at once, if it is there, then the current version from the service, and each newer one.
 * `book` also has the changes that are being saved.
 */
export const useBook = (id: string) => {
  const [version, setVersion] = useState<BookVersion>()
  const [error, setError] = useState<unknown>()
  const inProgress = useRef<AbortController>(undefined)

  const load = useCallback(() => {
    inProgress.current?.abort()
    const abort = new AbortController()
    inProgress.current = abort
    setError(undefined)
    fetchOrRecall(id, abort.signal).then(
      (found) => {
        if (abort.signal.aborted) return
        setVersion(found)
        if (isOwn(found.book)) placeBook(found.book)
      },
      (failure) => {
        if (abort.signal.aborted || isAborted(failure)) return
        setError(failure)
        removeIfGone(id, failure)
      },
    )
  }, [id])

  useEffect(() => {
    load()
    return () => inProgress.current?.abort()
  }, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])
  useEffect(() => {
    const abort = new AbortController()
    // Another device may have changed it. The browser's cache asks only whether it has.
    const stop = onReturn(() => {
      fetchBook(id, abort.signal).then(
        ({ book }) => !abort.signal.aborted && isOwn(book) && placeBook(book),
        (failure) => !abort.signal.aborted && removeIfGone(id, failure),
      )
    })
    return () => {
      stop()
      abort.abort()
    }
  }, [id])
  useEffect(
    () =>
      onPlaced((books) => {
        const placed = books.find((book) => book.id === id)
        if (!placed) return
        if (isOwn(placed)) setVersion((before) => newerOf(before, placed))
        else load()
      }),
    [id, load],
  )

  const current = version?.book.id === id ? version : undefined
  const isRemoved = removedBooks.value.has(id)
  const shown: ShownBook | undefined =
    current && isOwn(current.book) ? withPendingChanges(current.book) : (current?.book ?? findBook(id))
  const book = isRemoved ? undefined : shown
  return { version: current, book, error, load }
}

/** The service makes the entity tag of the version. */
const newerOf = (before: BookVersion | undefined, book: OwnBook): BookVersion =>
  before && isOwn(before.book) && before.book.id === book.id && before.book.version >= book.version
    ? before
    : { book, etag: `"${book.version}"` }
