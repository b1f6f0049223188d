import type { Book } from 'bookplate/client'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { api } from '../session/session.ts'
import { findBook, replaceBook } from './books.ts'

/** A book and which version of it this is: its entity tag. */
export interface Version {
  book: Book
  etag: string
}

/** Fetches a book as it is now. */
export const fetchVersion = async (id: string): Promise<Version> => {
  const answer = await api.books[':id'].$get({ param: { id } })
  // 304 only answers `If-None-Match`, which browsers keep to themselves.
  const { data } = (await answer.json()) as { data: Book }
  return { book: data, etag: answer.headers.get('ETag') ?? '*' }
}

/** The book as it was last seen, at once, and then as it is. */
export const useBook = (id: string) => {
  const [version, setVersion] = useState<Version>()
  const [error, setError] = useState<unknown>()

  const load = useCallback(() => {
    setError(undefined)
    fetchVersion(id).then((found) => {
      setVersion(found)
      replaceBook(found.book)
    }, setError)
  }, [id])

  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])

  const current = version?.book.id === id ? version : undefined
  return { version: current, book: current?.book ?? findBook(id), error, load }
}
