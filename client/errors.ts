import type { ErrorCode, Issue } from './types.ts'

interface ErrorBody {
  message: string
  data?: unknown
  error: { code: ErrorCode; issues?: Issue[] }
}

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof (body as Partial<ErrorBody> | null | undefined)?.error?.code === 'string'

/** @returns whole seconds; undefined without the header, or when it has a date */
const secondsOf = (retryAfter: string | null): number | undefined =>
  retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined

/** An error response of the service. Programs switch on `code`; `message` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** `unexpected_response`: the response has no error of the service, so a proxy may have sent it. */
  readonly code: ErrorCode | 'unexpected_response'
  /** Each field with an error; empty when the error is not in the input. */
  readonly issues: Issue[]
  /** Seconds to wait before the next attempt. */
  readonly retryAfterSeconds: number | undefined
  /** Finds the request in the service's log. */
  readonly requestId: string | undefined
  readonly headers: Headers
  /** The ways to continue after `mfa_required` and `step_up_required`; null for every other code. */
  readonly data: unknown
  /** Parsed JSON; undefined for any other body. */
  readonly body: unknown

  constructor({ status, headers }: Response, body: unknown) {
    const { message, error, data = null } = isErrorBody(body) ? body : {}
    super(message ?? `Unexpected response: ${status}`)
    this.status = status
    this.code = error?.code ?? 'unexpected_response'
    this.issues = error?.issues ?? []
    this.data = data
    this.retryAfterSeconds = secondsOf(headers.get('Retry-After'))
    this.requestId = headers.get('X-Request-Id') ?? undefined
    this.headers = headers
    this.body = body
  }
}

/** No response, or an incomplete one. The service may have carried out the request. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'

  constructor(options?: ErrorOptions) {
    super('The service could not be reached.', options)
  }
}

export const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.status === 401
