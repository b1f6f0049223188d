import { ApiError } from '../../http/errors.ts'

/**
 * How guessing a secret slows down. So many attempts are free (`FREE_GUESSES`); each one from then on makes the next
 * wait twice as long. NIST SP 800-63B-4 allows at most 100 failed attempts in a row: from there on it is one a day.
 */
export const backoff = {
  firstDelaySeconds: 30,
  /** 30 s doubled seven times: 64 minutes. */
  maxDoublings: 7,
  hardLimit: 100,
  hardDelaySeconds: 24 * 60 * 60,
  /** Attempts are forgotten this long after the next one would have been allowed, or by one that succeeds. */
  memorySeconds: 24 * 60 * 60,
} as const

/** The refusal of an attempt before `retryAt`; it says so in whole seconds, and never too few. */
export const retryLater = (retryAt: Date, now: Date): ApiError => {
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000))
  return new ApiError('rate_limited', { headers: { 'Retry-After': String(seconds) } })
}
