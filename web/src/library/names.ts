import type { Reading } from './book.ts'

const languageNames = new Intl.DisplayNames(undefined, { type: 'language', fallback: 'none' })

/** @returns the name of a language; undefined for a tag that is unknown or no tag */
export const languageName = (tag: string): string | undefined => {
  try {
    return languageNames.of(tag)
  } catch {
    return undefined
  }
}

const listFormat = new Intl.ListFormat(undefined, { type: 'conjunction' })

/** `Terry Pratchett and Neil Gaiman` */
export const joinNames = (names: readonly string[]): string => listFormat.format(names)

/** `Earthsea, 2` */
export const seriesText = (series: string | null, number: number | null): string | undefined =>
  series === null ? undefined : number === null ? series : `${series}, ${number}`

/** The service's years are negative for BC. */
export const yearText = (year: number): string => (year < 0 ? `${-year} BC` : String(year))

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' })
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** @param day as in `2026-10-31` */
const dayText = (day: string): string => dayFormat.format(dateOf(day))

/** `1–10 March 2026`, `started on …`, `finished on …` */
export const readingText = ({ started_on: from, finished_on: to }: Reading): string => {
  if (from && to) return dayFormat.formatRange(dateOf(from), dateOf(to))
  if (from) return `Started on ${dayText(from)}`
  return to ? `Finished on ${dayText(to)}` : 'On unknown days'
}
