import * as z from 'zod'

const instant = z.iso.datetime({ offset: true })
const day = z.iso.date()

/** Undefined for no date; 'invalid' for text that is no date of the calendar, or has another format. */
export type ReadDate = Date | undefined | 'invalid'

/** @param text an RFC 3339 timestamp */
export const readInstant = (text: string): ReadDate => {
  if (text === '') return undefined
  if (!instant.safeParse(text).success) return 'invalid'
  const date = new Date(text)
  // An offset can lead out of the years 0 to 9999. An export can write no other years.
  return date.toISOString().length === '0000-00-00T00:00:00.000Z'.length ? date : 'invalid'
}

/** @param text a day as `2023/04/15` or `2023-04-15`. It begins at midnight UTC. */
export const readDay = (text: string): ReadDate => {
  if (text === '') return undefined
  const isoDay = text.replaceAll('/', '-')
  return day.safeParse(isoDay).success ? new Date(isoDay) : 'invalid'
}
