import type { ListedBook } from 'bookplate/client'
import { api } from '../session/session.ts'

/**
 * @returns the books that were added last, and a function that gives a time of the service in milliseconds of the local
 * clock
 */
export const fetchNewest = async () => {
  const response = await api.books.$get({ query: { sort: '-created_at', limit: '10' } })
  const { data } = await response.json()
  const serviceNow = Date.parse(response.headers.get('Date') ?? '') || Date.now()
  const ahead = serviceNow - Date.now()
  return {
    // A list of one's own books has no others.
    books: data as ListedBook[],
    localTime: (instant: string): number => Date.parse(instant) - ahead,
  }
}
