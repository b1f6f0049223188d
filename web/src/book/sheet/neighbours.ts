import { effect } from '@preact/signals'
import { books, loadMoreBooks } from '../../library/books.ts'
import { hiddenBooks } from '../../library/hidden-books.ts'

const shownIds = (): string[] => {
  const hidden = hiddenBooks.value
  return books.value.list.map(({ id }) => id).filter((id) => !hidden.has(id))
}

export type Direction = 1 | -1

/** The place of a book in the list of the shelf. A step is false at an end, and where the book is not in the list. */
export const placeOf = (id: string): { isListed: boolean; hasPrevious: boolean; hasNext: boolean } => {
  const ids = shownIds()
  const at = ids.indexOf(id)
  return {
    isListed: at >= 0,
    hasPrevious: at > 0,
    hasNext: at >= 0 && (at < ids.length - 1 || books.value.next !== null),
  }
}

/** @returns whether the next page has arrived */
const loadNextPage = (signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const before = shownIds().length
    const stop = effect(() => {
      const { loading, error, next } = books.value
      const isMore = shownIds().length > before
      if (isMore || error !== undefined || (next === null && !loading)) {
        resolve(isMore)
        queueMicrotask(() => stop())
      }
    })
    signal.addEventListener('abort', () => {
      stop()
      resolve(false)
    })
    loadMoreBooks()
  })

/**
 * Finds the book before or after another one, and loads more of the list at its end.
 * @returns its id; undefined at an end of the list, after an error and when `signal` is aborted
 */
export const neighbourOf = async (
  id: string,
  direction: Direction,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const at = shownIds().indexOf(id)
  if (at < 0) return undefined
  const isAtEnd = direction === 1 && at === shownIds().length - 1
  if (isAtEnd && books.value.next !== null) await loadNextPage(signal)
  if (signal.aborted) return undefined
  // The list may have changed meanwhile.
  const ids = shownIds()
  const now = ids.indexOf(id)
  return now < 0 ? undefined : ids[now + direction]
}
