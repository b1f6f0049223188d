import { ApiError, type ErrorCode, NetworkError } from 'bookplate/client'
import { limits } from '../limits.ts'

type Code = ErrorCode | 'unexpected_response'

const uploadSide = limits.maxUploadSide.toLocaleString('en')
const uploadMegapixels = limits.maxUploadPixels / 1e6

/** What went wrong, as we say it to a reader: what happened, then what to do. */
const sentences: Partial<Record<Code, string>> = {
  invalid_input: 'Something in the form needs another look.',
  invalid_query: 'This search cannot be answered. Try fewer or shorter words.',
  invalid_cursor: 'The list has moved on. Start again from its top.',
  invalid_image: 'This image is damaged and cannot be read. Try another file.',
  malformed_json: 'The service did not understand the request.',
  malformed_form: 'The upload arrived damaged. Try again.',
  invalid_request: 'The service did not understand the request.',
  missing_token: 'Sign in to go on.',
  invalid_token: 'Your session is over. Sign in to go on.',
  refresh_token_reused: 'To keep your account safe, this session was ended. Sign in again.',
  invalid_credentials: 'The email or the password is not right.',
  account_disabled: 'This account is disabled.',
  origin_mismatch: 'This page is not at the address that the service expects. Open it from there.',
  not_found: 'There is nothing here.',
  book_not_found: 'This book is not in the library any more.',
  session_not_found: 'That session is over already.',
  cover_not_found: 'The cover is gone.',
  method_not_allowed: 'The service does not do that.',
  email_taken: 'There is an account with this email already. Sign in instead?',
  title_taken: 'You have a book with this title already.',
  idempotency_in_progress: 'The first attempt is still under way. Give it a moment, then try again.',
  version_mismatch: 'This book was changed somewhere else in the meantime.',
  payload_too_large: 'The file is too large.',
  image_too_large: `The image has too many pixels. At most ${uploadSide} a side and ${uploadMegapixels} million in all will do.`,
  unsupported_media_type: 'The service did not understand the request.',
  unsupported_image: 'A cover can be a JPEG, PNG, WebP or GIF image.',
  range_not_satisfiable: 'The file is shorter than expected. Load the page again.',
  idempotency_key_reused: 'The form was changed after it was sent. Send it once more.',
  rate_limited: 'Too many attempts.',
  internal_error: 'Something went wrong on our side. It is not your fault; try again in a while.',
  misconfigured: 'The service is not set up correctly. Its operator needs to look at it.',
  service_unavailable: 'The service is out of order for the moment. Nothing was changed; try again.',
  unexpected_response: 'Something between you and the service answered in its place. Try again.',
}

/** A sentence for a reader, whatever was thrown. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof ApiError) return sentences[error.code] ?? error.message
  if (error instanceof NetworkError)
    return 'The service could not be reached. Check the connection and try again.'
  return 'Something unexpected happened on this page. Load it again.'
}

export const hasCode = (error: unknown, code: Code): error is ApiError =>
  error instanceof ApiError && error.code === code

/** Whether a request was given up by ourselves, which is not an error to show. */
export const isAborted = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'
