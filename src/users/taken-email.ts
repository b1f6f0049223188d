import { isUniqueViolation } from '../db/client.ts'
import { ApiError } from '../http/errors.ts'

/** @throws ApiError `email_taken` when `write` would give two users the same email */
export const rejectTakenEmail = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write
  } catch (cause) {
    if (isUniqueViolation(cause, 'users.email')) throw new ApiError('email_taken', { cause })
    throw cause
  }
}
