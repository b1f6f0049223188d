import { type Book, NetworkError, type OwnBook } from 'bookplate/client'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { findKept, keep } from '../kept/reader-cache.ts'
import { api } from '../session/session.ts'
import { isOwn, type ShownBook } from './book.ts'
import { findBook, placeBook } from './books.ts'

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

/** @returns the current version; without a connection the one that was read last */
const fetchOrRecall = async (id: string): Promise<BookVersion> => {
  try {
    return await fetchBook(id)
  } catch (error) {
    const kept = error instanceof NetworkError ? await findKept<BookVersion>('book', id) : undefined
    if (kept) return kept
    throw error
  }
}

/** Returns the book of the shelf at once, if it is there, and then the current version from the service. */
export const useBook = (id: string) => {
  const [version, setVersion] = useState<BookVersion>()
  const [error, setError] = useState<unknown>()

  const load = useCallback(() => {
    setError(undefined)
    fetchOrRecall(id).then((found) => {
      setVersion(found)
      if (isOwn(found.book)) placeBook(found.book)
    }, setError)
  }, [id])

  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])

  const current = version?.book.id === id ? version : undefined
  const book: ShownBook | undefined = current?.book ?? findBook(id)
  return { version: current, book, error, load }
}
