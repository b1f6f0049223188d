import type { Waiting } from './batch.ts'
import type { DeletedBook } from './delete-books.ts'

/** A deletion that was not finished when the page was left. */
export interface LeftDeletion {
  books: readonly DeletedBook[]
  /** The requests of which one may have arrived. */
  waiting: Waiting | undefined
}

// The sign-out of a reader removes the entries that end with the reader's id.
const keyOf = (readerId: string) => `bookplate:left-deletions:${readerId}`

const read = (readerId: string): LeftDeletion[] => JSON.parse(localStorage.getItem(keyOf(readerId)) ?? '[]')

/** Keeps deletions for the next visit of the reader. */
export const keepLeft = (readerId: string, left: readonly LeftDeletion[]): void => {
  if (left.length === 0) return
  // The storage may be full or forbidden. The browser has asked before it left the page.
  try {
    localStorage.setItem(keyOf(readerId), JSON.stringify([...read(readerId), ...left]))
  } catch {}
}

/** @returns the deletions of an earlier visit, once */
export const takeLeft = (readerId: string): LeftDeletion[] => {
  try {
    const left = read(readerId)
    localStorage.removeItem(keyOf(readerId))
    return left
  } catch {
    // A browser that forbids the storage has kept nothing.
    return []
  }
}
