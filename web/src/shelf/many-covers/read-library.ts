import type { ListedBook } from 'bookplate/client'
import { fetchPage, maxPerRequest } from '../../library/fetch-page.ts'
import { wholeShelf } from '../../router/shelf-query.ts'

/** @returns every book of the library, without those of a page that came twice */
export const readLibrary = async (
  onProgress: (count: number) => void,
  signal: AbortSignal,
): Promise<ListedBook[]> => {
  const found = new Map<string, ListedBook>()
  let cursor: string | undefined
  do {
    const { data, next } = await fetchPage(
      { ...wholeShelf, sort: 'title' },
      { cursor },
      maxPerRequest,
      signal,
    )
    for (const book of data) found.set(book.id, book)
    onProgress(found.size)
    cursor = next ?? undefined
  } while (cursor !== undefined)
  return [...found.values()]
}
