import { isOwn } from './book.ts'
import { placeBooks } from './books.ts'
import { fetchBook } from './use-book.ts'

const atOnce = 6

/**
 * Reads books that were changed elsewhere. One that cannot be read keeps its old version, so its next change is rejected
 * too.
 * @param isWanted whether the same reader is signed in
 */
export const refetchBooks = async (ids: readonly string[], isWanted: () => boolean): Promise<void> => {
  for (let at = 0; at < ids.length && isWanted(); at += atOnce) {
    const found = await Promise.allSettled(ids.slice(at, at + atOnce).map((id) => fetchBook(id)))
    if (!isWanted()) return
    placeBooks(
      found.flatMap((one) => (one.status === 'fulfilled' && isOwn(one.value.book) ? [one.value.book] : [])),
    )
  }
}
