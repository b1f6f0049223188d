import { type ErrorCode, limits } from 'bookplate/client'
import { number } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export type Code = ErrorCode | 'unexpected_response'

const { maxUploadSide: side, maxUploadPixels } = limits

/** The message for each error code: first the problem, then the next step. */
const codes = {
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
  invalid_passkey: 'The passkey was not accepted. Try again.',
  passkey_not_found: 'This passkey does not belong to an account here any more. Sign in in another way.',
  passkey_taken: 'This passkey is registered already.',
  too_many_passkeys: 'You have as many passkeys as an account can have. Remove one first.',
  last_sign_in_method: 'This is the only way to sign in to the account. Add another one first.',
  sign_up_pending: 'This passkey opens no account yet. Open the link of our mail first.',
  email_not_configured: 'This service sends no mail.',
  step_up_required: 'Confirm first that it is you.',
  account_disabled: 'This account is disabled.',
  quota_exceeded: 'Your library is full. Delete books or covers to make room.',
  origin_mismatch: 'This page was opened at an address that the service does not accept.',
  not_found: 'There is nothing at this address.',
  book_not_found: 'This book is no longer in the library.',
  forbidden: 'Only an admin may do this.',
  user_not_found: 'This user does not exist.',
  last_admin: 'This is the last admin. Make another user an admin first.',
  no_second_factor: 'This user has no second factor.',
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
  unsupported_media_type: 'The service did not understand the request. Load the page again.',
  unsupported_image: 'A cover must be a JPEG, PNG, WebP or GIF image.',
  range_not_satisfiable: 'The file is shorter than expected. Load the page again.',
  idempotency_key_reused: 'The form was changed after it was sent. Send it again.',
  rate_limited: 'Too many attempts.',
  internal_error: 'The service has failed. Try again later.',
  misconfigured: 'The service is not set up correctly. Its operator has to correct this.',
  service_unavailable: 'The service is temporarily unavailable. Try again later.',
  unexpected_response: 'The response did not come from the service. Check the network, then try again.',
} satisfies Partial<Record<Code, string>>

/** The service's own messages for fields are English, and say more than one text for each field. */
const fields: Readonly<Record<string, string>> = {}

export const english = {
  codes,
  fields,
  imageTooLarge: (): string =>
    `The image has too many pixels. The limit is ${number(side)} a side and ${number(maxUploadPixels / 1e6)} million in total.`,
  unreachable: 'The service could not be reached. Check the connection and try again.',
  unexpected: 'An unexpected error happened on this page. Load the page again.',
  nextAttempt: 'Next attempt in',
  tryAgain: 'Try again',
  /** For screen readers, after the message. */
  wait: (duration: string): string => `Wait ${duration}, then try again.`,
}

export const errorTexts = areaTexts('errors', english)
