import { isUniqueViolation } from '../db/client.ts'
import { ApiError } from '../http/errors.ts'

/**
 * The columns of the unique indexes that a second, equal book breaks, as SQLite names them. The index of titles alone
 * stays during a deploy, until no older version runs.
 */
const identities = [
  'books.user_id, books.title, books.authors, books.isbn',
  'books.user_id, books.title',
] as const

/** Whether `error` says that a reader would have the same book twice. */
export const isTitleTaken = (error: unknown): boolean =>
  identities.some((columns) => isUniqueViolation(error, columns))

/** Whether the index of titles alone says so, which ignores authors and ISBN. */
export const isTitleAloneTaken = (error: unknown): boolean =>
  isTitleTaken(error) && !isUniqueViolation(error, identities[0])

/** @throws ApiError `title_taken` when `write` would give a reader the same book twice */
export const rejectTakenTitle = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write
  } catch (cause) {
    if (isTitleTaken(cause)) throw new ApiError('title_taken', { cause })
    throw cause
  }
}

export const tookTooLong = 'the request took so long that the sweep or another run may have taken over'
