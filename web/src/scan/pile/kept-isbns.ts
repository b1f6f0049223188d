import { readIsbn } from '../../../../src/books/isbn.ts'
import { type Entry, isForLater, newEntry } from './entry.ts'

const keyOf = (readerId: string) => `bookplate:scans:${readerId}`

const isUnknown = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'isUnknown' in value && value.isUnknown === true

const entryOf = (value: unknown): Entry[] => {
  const text = typeof value === 'object' && value !== null && 'isbn' in value ? value.isbn : undefined
  const isbn = typeof text === 'string' ? readIsbn(text) : undefined
  return isbn === undefined ? [] : [newEntry(isbn, { kind: isUnknown(value) ? 'unknown' : 'waiting' })]
}

/** @returns the ISBNs that this reader left for later in this browser, newest first */
export const readKept = (readerId: string): Entry[] => {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(keyOf(readerId)) ?? '[]')
    return Array.isArray(list) ? list.flatMap(entryOf) : []
  } catch {
    // No storage, or damaged text.
    return []
  }
}

/**
 * Keeps what is not done yet, so that neither a reload nor a crash loses it. ISBNs that another tab has kept stay.
 * @param forgotten ISBNs that the reader removed
 */
export const keep = (readerId: string, entries: readonly Entry[], forgotten: ReadonlySet<string>): void => {
  const known = new Set([...entries.map(({ isbn }) => isbn), ...forgotten])
  const ofOtherTabs = readKept(readerId).filter(({ isbn }) => !known.has(isbn))
  const left = [...entries.filter(isForLater), ...ofOtherTabs].map(({ isbn, step }) => ({
    isbn,
    ...(step.kind === 'unknown' && { isUnknown: true }),
  }))
  try {
    if (left.length > 0) localStorage.setItem(keyOf(readerId), JSON.stringify(left))
    else localStorage.removeItem(keyOf(readerId))
  } catch {
    // The list lasts until the page is closed.
  }
}

/** @returns how many ISBNs this reader left for later */
export const countForLater = (readerId: string | undefined): number =>
  readerId === undefined ? 0 : readKept(readerId).length
