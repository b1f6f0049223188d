import { maxRejectionWaitMs } from './limits.ts'

const minWaitMs = 1000

/**
 * @param header seconds or a date (RFC 9110, section 10.2.3)
 * @returns the wait in milliseconds, from a second to a day; undefined for no header or a malformed one
 */
export const readRetryAfter = (header: string | null, now: Date): number | undefined => {
  if (header === null) return undefined
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, minWaitMs), maxRejectionWaitMs)
}
