import type { ErrorCode, Issue } from './types.ts'

interface Failure {
  message: string
  error: { code: ErrorCode; issues?: Issue[] }
}

const isFailure = (body: unknown): body is Failure =>
  typeof (body as Partial<Failure> | null | undefined)?.error?.code === 'string'

/** @returns the whole seconds of a `Retry-After`; undefined when there is none, or it is a date */
const secondsOf = (retryAfter: string | null): number | undefined =>
  retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined

/** The service refused. Switch on `code`; `message` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** `unexpected_response`: it is not the service that answered, but something on the way to it. */
  readonly code: ErrorCode | 'unexpected_response'
  /** What is wrong with which field; empty where the input is not to blame. */
  readonly issues: Issue[]
  /** How long to wait before it is worth another try. */
  readonly retryAfterSeconds: number | undefined
  /** What the service's log calls the request. */
  readonly requestId: string | undefined
  readonly headers: Headers
  /** Parsed; undefined when it is not JSON. */
  readonly body: unknown

  constructor({ status, headers }: Response, body: unknown) {
    const { message, error } = isFailure(body) ? body : {}
    super(message ?? `Unexpected response: ${status}`)
    this.status = status
    this.code = error?.code ?? 'unexpected_response'
    this.issues = error?.issues ?? []
    this.retryAfterSeconds = secondsOf(headers.get('Retry-After'))
    this.requestId = headers.get('X-Request-Id') ?? undefined
    this.headers = headers
    this.body = body
  }
}

/** There was no answer, or it broke off. Whether the service did what it was asked to is unknown. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'

  constructor(options?: ErrorOptions) {
    super('The service could not be reached.', options)
  }
}

export const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.status === 401
