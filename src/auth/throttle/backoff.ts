import { ApiError } from '../../http/errors.ts'

/**
 * Delays between attempts at a password. The first attempts are free (`FREE_GUESSES`). Each further one doubles the wait.
 * NIST SP 800-63B-4 allows at most 100 failed attempts in a row: after them one attempt a day is left.
 */
export const backoff = {
  firstDelaySeconds: 30,
  /** 30 s doubled seven times: 64 minutes. */
  maxDoublings: 7,
  hardLimit: 100,
  hardDelaySeconds: 24 * 60 * 60,
  /** A counter is forgotten this long after its next attempt was allowed, or by a successful attempt. */
  memorySeconds: 24 * 60 * 60,
} as const

/** The error for an attempt before `retryAt`. Its `Retry-After` is in whole seconds, rounded up. */
export const attemptTooEarly = (retryAt: Date, now: Date): ApiError => {
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000))
  return new ApiError('rate_limited', { headers: { 'Retry-After': String(seconds) } })
}
