import { ApiError, NetworkError } from 'bookplate/client'

/** Whether a call of the browser failed, and not the code of this page. */
export const isBrowserError = (error: unknown): boolean => error instanceof DOMException

/** Whether the service rejected a request, or could not be reached. */
export const isServiceError = (error: unknown): boolean =>
  error instanceof ApiError || error instanceof NetworkError

/**
 * For a failure that the page can do without.
 * @returns a handler of `catch` that resolves to undefined for the expected errors, and throws any other
 */
export const ignore =
  (isExpected: (error: unknown) => boolean) =>
  (error: unknown): undefined => {
    if (!isExpected(error)) throw error
  }
