import { data } from 'bookplate/client'
import { api } from '../../session/session.ts'
import type { Shelved } from './entry.ts'

/** @returns the book of the own library with this ISBN */
export const findOwn = async (isbn: string, signal: AbortSignal): Promise<Shelved | undefined> => {
  const books = await data(api.books.$get({ query: { q: isbn, limit: '10' } }, { init: { signal } }))
  return books.find((book) => book.isbn === isbn)
}
