import * as z from 'zod'

const instant = z.iso.datetime({ offset: true })
const day = z.iso.date()

/** Undefined for no date; 'invalid' for text that is no date of the calendar, has another format, or lies in the future. */
export type ReadDate = Date | undefined | 'invalid'

/** Clocks of two machines differ: the file may come from a service that is a little ahead. */
const clockToleranceMs = 5_000
/** A day begins first at UTC+14. */
const earliestDayMs = 14 * 60 * 60 * 1000

/**
 * @param text an RFC 3339 timestamp
 * @param now an instant after it is invalid: lists over all readers are sorted by it
 */
export const readInstant = (text: string, now: Date): ReadDate => {
  if (text === '') return undefined
  if (!instant.safeParse(text).success) return 'invalid'
  const date = new Date(text)
  if (date.getTime() > now.getTime() + clockToleranceMs) return 'invalid'
  // An offset can lead out of the years 0 to 9999. An export can write no other years.
  return date.toISOString().length === '0000-00-00T00:00:00.000Z'.length ? date : 'invalid'
}

/**
 * @param text a day as `2023/04/15` or `2023-04-15`. It begins at midnight UTC.
 * @param now a day that has begun nowhere on Earth is invalid. If it has begun only east of Greenwich, the result is `now`.
 */
export const readDay = (text: string, now: Date): ReadDate => {
  if (text === '') return undefined
  const isoDay = text.replaceAll('/', '-')
  if (!day.safeParse(isoDay).success) return 'invalid'
  const date = new Date(isoDay)
  if (date <= now) return date
  return date.getTime() - now.getTime() <= earliestDayMs ? now : 'invalid'
}
