import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { maxShelfBytes } from './limits.ts'
import { openPosition, sealPosition } from './position.ts'
import { type SharedRow, selectSharedBooks } from './statements.ts'

/** A page of a shared shelf. */
export interface Shelf {
  key: string
  /** Null for a name that the owner does not show. */
  ownerName: string | null
  /** The books of the whole shelf; null if only those with a tag are shown. */
  bookCount: number | null
  /** When the settings last changed. */
  updatedAt: Date
  rows: SharedRow[]
  /** The cursor of the next page. */
  next: string | null
}

interface Page {
  cursor?: string | undefined
  limit: number
}

/** @returns the first rows, as many as a page may have; at least one, which is far smaller than a page */
const fitting = (rows: SharedRow[]): SharedRow[] => {
  let bytes = 0
  const tooMany = rows.findIndex((row) => {
    bytes += new TextEncoder().encode(JSON.stringify(row)).length
    return bytes > maxShelfBytes
  })
  return tooMany < 0 ? rows : rows.slice(0, tooMany)
}

/**
 * Reads a page of the shelf that is shared under `key`, newest books first, in one D1 round trip.
 * @throws ApiError `share_not_found` for a key that never was, that was replaced or switched off, or whose owner is gone;
 *   `invalid_cursor`
 */
export const readShelf = async (
  { var: { config, db } }: RequestContext,
  key: string,
  { cursor, limit }: Page,
): Promise<Shelf> => {
  const after = cursor === undefined ? undefined : await openPosition(config, key, cursor)
  const { found } = await db.batch({ found: selectSharedBooks(key, after, limit + 1) })
  const [first] = found
  if (!first) throw new ApiError('share_not_found')
  // The columns of the book are null in the row of a share without books.
  const books = found.filter(({ id }) => id !== null)
  const rows = fitting(books.slice(0, limit))
  const last = rows.at(-1)
  const isLast = books.length === rows.length || !last
  return {
    key,
    ownerName: first.displayName || null,
    bookCount: first.bookCount,
    updatedAt: first.shareUpdatedAt,
    rows,
    next: isLast ? null : await sealPosition(config, key, { at: last.createdAt.getTime(), id: last.id }),
  }
}
