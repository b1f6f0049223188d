import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DatabaseError } from '../db/client.ts'
import { ConfigError } from './config.ts'
import type { AppEnv } from './env.ts'
import type { ErrorData } from './error-data.ts'
import { makeResponse } from './headers.ts'
import { maxIssuePathLength } from './limits.ts'

/** Every error that the service reports: `code → [status, message]`. Clients switch on the code; people read the message. */
export const errors = {
  invalid_input: [400, 'Some of the input is not valid.'],
  invalid_query: [400, 'The query parameters are not valid.'],
  invalid_link: [400, 'The link has expired, was used before, or is incomplete. Ask for a new one.'],
  invalid_cursor: [400, 'The cursor does not come from this list.'],
  invalid_image: [400, 'The image is broken.'],
  malformed_json: [400, 'The body is not valid JSON.'],
  malformed_form: [400, 'The body is not a valid multipart form.'],
  invalid_request: [400, 'The request contradicts itself, or its body broke off.'],
  missing_token: [401, 'Sign in first.'],
  invalid_token: [401, 'The token is not valid, or its session has ended.'],
  refresh_token_reused: [
    401,
    'This refresh token was used before. For safety its session has ended: sign in again.',
  ],
  device_proof_required: [401, 'This session belongs to a device, which has not proved its key.'],
  invalid_device_key: [
    401,
    'The email or the key is wrong. The user name is the email of the account, the password an API key for e-readers.',
  ],
  invalid_credentials: [401, 'The email or the password is wrong.'],
  mfa_required: [401, 'The password is right. Send a code of your second factor as well.'],
  invalid_code: [401, 'The code is wrong, has expired, or was used before.'],
  invalid_passkey: [401, 'The passkey was not accepted, or its challenge has expired. Try again.'],
  no_device_registration: [
    402,
    'A device cannot make an account. Sign up in the web app, and make an API key for e-readers: it is the password.',
  ],
  insufficient_scope: [403, 'This API key may not do this.'],
  step_up_required: [403, 'Prove that it is you: send `proof` by one of the methods in `data`.'],
  forbidden: [403, 'Only an admin may do this.'],
  sign_up_pending: [403, 'The account of this passkey exists once the link of its mail was used.'],
  account_disabled: [403, 'This account is disabled.'],
  quota_exceeded: [403, 'Your library is full. Delete books or covers to make room.'],
  catalogue_closed: [403, 'This service shows each reader their own books only.'],
  device_challenge: [403, 'Sign the challenge with the key of the session.'],
  origin_mismatch: [403, 'The origin of the request is not this service.'],
  not_found: [404, 'This address does not exist.'],
  book_not_found: [404, 'This book does not exist.'],
  api_key_not_found: [404, 'This API key does not exist, or has ended.'],
  passkey_not_found: [404, 'This passkey does not exist.'],
  user_not_found: [404, 'This user does not exist.'],
  session_not_found: [404, 'This session does not exist.'],
  totp_not_found: [404, 'No authenticator app is set up, or its setup has expired. Start again.'],
  document_not_found: [404, 'No device has reported this document.'],
  cover_not_found: [404, 'This cover does not exist.'],
  share_not_found: [404, 'No shelf is shared at this address.'],
  cursor_expired: [410, 'The cursor is too old. Read the whole library again.'],
  webhook_not_found: [404, 'You have no webhook.'],
  method_not_allowed: [405, 'This path does not support that method.'],
  last_admin: [409, 'This is the last admin. Make another user an admin first.'],
  no_second_factor: [409, 'This user has no second factor.'],
  email_taken: [409, 'An account with this email already exists.'],
  passkey_taken: [409, 'This passkey is registered already.'],
  too_many_passkeys: [409, 'You have as many passkeys as an account can have. Remove one first.'],
  too_many_api_keys: [409, 'You have as many API keys as an account can have. Revoke one first.'],
  last_sign_in_method: [409, 'This is the only way to sign in to the account. Add another one first.'],
  title_taken: [409, 'You already have this book: the same title, authors and ISBN.'],
  idempotency_in_progress: [409, 'The first request with this idempotency key is still in progress.'],
  version_mismatch: [412, 'The book has changed since you read it.'],
  payload_too_large: [413, 'The body is too large.'],
  image_too_large: [413, 'The image has too many pixels.'],
  unsupported_media_type: [415, 'This path does not accept a body of this type.'],
  unsupported_image: [415, 'A cover must be a JPEG, PNG, WebP or GIF image.'],
  range_not_satisfiable: [416, 'The requested range is outside the file.'],
  idempotency_key_reused: [422, 'This idempotency key was used for another request.'],
  rate_limited: [429, 'Too many requests. Wait before the next one.'],
  internal_error: [500, 'Something went wrong on our side.'],
  misconfigured: [500, 'The service is not set up correctly.'],
  email_not_configured: [503, 'This service sends no mail.'],
  lookup_unavailable: [503, 'No provider of book data responds at the moment. Try again later.'],
  service_unavailable: [503, 'The service is temporarily unavailable. Try again.'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>

export type ErrorCode = keyof typeof errors

/** A problem at one place of the input. `path` is for example `title` or `books.3.title`; empty for the whole input. */
export interface Issue {
  path: string
  message: string
}

interface ApiErrorOptions extends ErrorOptions {
  issues?: Issue[]
  headers?: Record<string, string>
  /** For the codes of `errorData`, and for no other. */
  data?: ErrorData
}

/** An error of the table. Any code that serves a request may throw it. `cause` goes to the log, never to the client. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly issues: Issue[] | undefined
  readonly headers: Record<string, string>
  readonly data: ErrorData | undefined

  constructor(code: ErrorCode, options: ApiErrorOptions = {}) {
    super(code, options)
    this.code = code
    this.issues = options.issues
    this.headers = options.headers ?? {}
    this.data = options.data
  }

  get status(): ContentfulStatusCode {
    return errors[this.code][0]
  }
}

/** @returns the error of the table for anything that was thrown */
export const asApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error
  if (error instanceof DatabaseError) return new ApiError('service_unavailable', { cause: error })
  if (error instanceof ConfigError) return new ApiError('misconfigured', { cause: error })
  // Hono's own errors, for example for a body that breaks off.
  if (error instanceof HTTPException && error.status === 400)
    return new ApiError('invalid_input', { cause: error })
  return new ApiError('internal_error', { cause: error })
}

// RFC 6750, section 3.1: a request without credentials gets the bare challenge, an invalid token gets the reason.
// Sign-in has the same challenge: `Basic` would open the browser's own dialog over a page's form.
const challenge = (code: ErrorCode): Record<string, string> => {
  if (errors[code][0] !== 401) return {}
  return {
    'WWW-Authenticate': `Bearer realm="bookplate"${code === 'invalid_token' ? ', error="invalid_token"' : ''}`,
  }
}

/** The path of an unknown field is text of the client: it may be long or malformed. */
const presentIssue = ({ path, message }: Issue): Issue => ({
  path: path.slice(0, maxIssuePathLength).toWellFormed(),
  message,
})

const render = (error: ApiError, c: Context<AppEnv>): Response => {
  const { code, issues, data = null } = error
  const number = c.get('numberOfError')?.(code)
  const body = {
    ...(number !== undefined && { code: number }),
    message: errors[code][1],
    data,
    error: { code, ...(issues && { issues: issues.map(presentIssue) }) },
  }
  const own = { 'Content-Type': 'application/json', ...challenge(code), ...error.headers }
  return makeResponse(c, JSON.stringify(body), { status: error.status, headers: own })
}

/** Renders any error as the error envelope. The line of the request has its cause, which the client does not see. */
export const renderError: ErrorHandler<AppEnv> = (thrown, c) => {
  const error = asApiError(thrown)
  c.set('failure', error)
  return render(error, c)
}

export const renderNotFound: NotFoundHandler<AppEnv> = (c) => renderError(new ApiError('not_found'), c)
