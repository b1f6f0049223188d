import { ApiError } from '../http/errors.ts'

/**
 * @param count the rows of `readerCount`
 * @throws ApiError `rate_limited`, whose `Retry-After` is when the reader may ask again
 */
export const requireCount = (
  { counted, window }: { counted: unknown[]; window: { expiresAt: Date }[] },
  now: Date,
): void => {
  if (counted.length > 0) return
  const waitMs = (window[0]?.expiresAt.getTime() ?? now.getTime()) - now.getTime()
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  throw new ApiError('rate_limited', { headers: { 'Retry-After': String(seconds) } })
}
