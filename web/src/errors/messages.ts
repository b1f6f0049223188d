import { ApiError, type ErrorCode, limits, NetworkError } from 'bookplate/client'

type Code = ErrorCode | 'unexpected_response'

const uploadSide = limits.maxUploadSide.toLocaleString('en')
const uploadMegapixels = limits.maxUploadPixels / 1e6

/** The message for each error code: first the problem, then the next step. */
const messages: Partial<Record<Code, string>> = {
  invalid_input: 'Some fields of the form are not valid.',
  invalid_query: 'This search is not valid. Try fewer or shorter words.',
  invalid_cursor: 'This list is out of date. Load the page again.',
  invalid_image: 'This image is damaged and cannot be read. Try another file.',
  malformed_json: 'The service did not understand the request. Load the page again.',
  malformed_form: 'The upload arrived damaged. Try again.',
  invalid_request: 'The service did not understand the request. Load the page again.',
  missing_token: 'Sign in to continue.',
  invalid_token: 'Your session has ended. Sign in to continue.',
  refresh_token_reused: 'This session was ended to protect your account. Sign in again.',
  invalid_credentials: 'The email or the password is wrong.',
  account_disabled: 'This account is disabled.',
  quota_exceeded: 'Your library is full. Delete books or covers to make room.',
  origin_mismatch: 'This page was opened at an address that the service does not accept.',
  not_found: 'There is nothing at this address.',
  book_not_found: 'This book is no longer in the library.',
  session_not_found: 'That session has ended already.',
  cover_not_found: 'This cover no longer exists.',
  catalogue_closed: 'The books of other readers are not shown here.',
  lookup_unavailable: 'No catalogue responds at the moment. Try again later, or fill in the form yourself.',
  method_not_allowed: 'The service does not support this request.',
  email_taken: 'An account with this email exists already. Sign in instead.',
  title_taken: 'You have this book already: the same title, authors and ISBN.',
  idempotency_in_progress: 'The first attempt is still in progress. Wait a moment, then try again.',
  version_mismatch: 'This book was changed on another page or device.',
  payload_too_large: 'The file is too large.',
  image_too_large: `The image has too many pixels. The limit is ${uploadSide} a side and ${uploadMegapixels} million in total.`,
  unsupported_media_type: 'The service did not understand the request. Load the page again.',
  unsupported_image: 'A cover must be a JPEG, PNG, WebP or GIF image.',
  range_not_satisfiable: 'The file is shorter than expected. Load the page again.',
  idempotency_key_reused: 'The form was changed after it was sent. Send it again.',
  rate_limited: 'Too many attempts.',
  internal_error: 'The service has failed. Try again later.',
  misconfigured: 'The service is not set up correctly. Its operator has to correct this.',
  service_unavailable: 'The service is temporarily unavailable. Try again later.',
  unexpected_response: 'The response did not come from the service. Check the network, then try again.',
}

/** The right address, where the page was opened at a wrong one. */
const addressIn = ({ code, issues }: ApiError): string[] =>
  code === 'origin_mismatch' ? issues.map(({ message }) => message) : []

/** A response to HEAD has no body, and so no code. */
const codesOfStatus: Record<number, Code> = { 429: 'rate_limited', 503: 'service_unavailable' }

const codeOf = ({ code, status }: ApiError): Code =>
  code === 'unexpected_response' ? (codesOfStatus[status] ?? code) : code

/** The message for a reader, for any value that was thrown. */
export const messageFor = (error: unknown): string => {
  if (error instanceof ApiError)
    return [messages[codeOf(error)] ?? error.message, ...addressIn(error)].join(' ')
  if (error instanceof NetworkError)
    return 'The service could not be reached. Check the connection and try again.'
  return 'An unexpected error happened on this page. Load the page again.'
}

export const hasCode = (error: unknown, code: Code): error is ApiError =>
  error instanceof ApiError && error.code === code

/** Whether the page itself cancelled the request. Such an error is not shown. */
export const isAborted = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'
