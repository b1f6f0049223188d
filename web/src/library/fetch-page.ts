import type { ListedBook } from 'bookplate/client'
import { orderOf, type ShelfQuery } from '../router/shelf-query.ts'
import { api } from '../session/session.ts'
import { filterKey, filterParameters } from './filter.ts'

/** The limit of the service. */
export const maxPerRequest = 100

/** Whether two queries give the same books in the same order. */
export const isSameList = (a: ShelfQuery | undefined, b: ShelfQuery): boolean =>
  a !== undefined && filterKey(a) === filterKey(b) && orderOf(a) === orderOf(b)

interface Place {
  /** Of the last page. */
  cursor?: string | undefined
  /** A letter, month or number of the order. */
  from?: string | undefined
}

/** @returns some books of the reader from a place on, and the cursor of those that follow */
export const fetchPage = async (
  shown: ShelfQuery,
  { cursor, from }: Place,
  limit: number,
  signal: AbortSignal,
): Promise<{ data: ListedBook[]; next: string | null }> => {
  const query = {
    limit: String(limit),
    sort: orderOf(shown),
    ...filterParameters(shown),
    ...(cursor !== undefined ? { cursor } : from !== undefined && { from }),
  }
  const response = await api.books.$get({ query }, { init: { signal } })
  const { data, page } = await response.json()
  // A list of one's own books has no others.
  return { data: data as ListedBook[], next: page.next }
}
