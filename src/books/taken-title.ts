import { isUniqueViolation } from '../db/client.ts'
import { ApiError } from '../http/errors.ts'
import { uniqueTitle } from './statements.ts'

/** @throws ApiError `title_taken` when `write` would give a reader two books with the same title */
export const rejectTakenTitle = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write
  } catch (cause) {
    if (isUniqueViolation(cause, uniqueTitle)) throw new ApiError('title_taken', { cause })
    throw cause
  }
}

export const tookTooLong = 'the request took so long that the sweep or another run may have taken over'
