import type { ListedBook } from 'bookplate/client'
import { ignore, isServiceError } from '../errors/ignore.ts'
import { user } from '../session/session.ts'
import { replaceList, shownList } from './books.ts'
import { fetchPage, maxPerRequest } from './fetch-page.ts'
import { appendPage } from './merge-books.ts'

const isSameStart = (a: readonly ListedBook[], b: readonly ListedBook[]) =>
  b.every(({ id, version }, at) => a[at]?.id === id && a[at]?.version === version)

/**
 * Asks the service with one request whether the beginning of the list has changed. If it has, reads all that is loaded.
 * @returns a function that shows the newer list; undefined if nothing has changed, or if the service does not respond
 */
export const readNewer = async (): Promise<(() => void) | undefined> => {
  const before = shownList()
  if (!before) return undefined
  const { query, list, from, isWhole } = before
  const reader = user.peek()?.id
  const isWanted = () => user.peek()?.id === reader
  const { signal } = new AbortController()
  try {
    const limit = Math.min(Math.max(list.length, 1), maxPerRequest)
    let page = await fetchPage(query, { from }, limit, signal)
    const isShorter = isWhole && list.length <= maxPerRequest && page.next !== null
    const isLonger = page.next === null && page.data.length < list.length
    if (isSameStart(list, page.data) && !isShorter && !isLonger) return undefined
    while (page.next !== null && page.data.length < list.length) {
      const { data, next } = await fetchPage(query, { cursor: page.next }, maxPerRequest, signal)
      page = { data: appendPage(page.data, data), next }
    }
    if (!isWanted()) return undefined
    return () => {
      if (isWanted()) replaceList(before, page)
    }
  } catch (error) {
    // The list stays as it is. The next return of the reader asks again.
    return ignore(isServiceError)(error)
  }
}
