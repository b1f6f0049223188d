import { computed } from '@preact/signals'
import { dayRangeText, dayText } from '../i18n/format.ts'
import { locale } from '../i18n/language.ts'
import type { Reading } from './book.ts'
import { libraryTexts } from './texts.ts'

const languageNames = computed(
  () => new Intl.DisplayNames(locale.value, { type: 'language', fallback: 'none' }),
)

/** @returns the name of a language; undefined for a tag that is unknown or no tag */
export const languageName = (tag: string): string | undefined => {
  try {
    return languageNames.value.of(tag)
  } catch {
    return undefined
  }
}

/** `Earthsea, 2` */
export const seriesText = (series: string | null, number: number | null): string | undefined =>
  series === null ? undefined : number === null ? series : `${series}, ${number}`

/** The service's years are negative for BC. */
export const yearText = (year: number): string =>
  year < 0 ? libraryTexts.value.yearBeforeChrist(-year) : String(year)

/** `1–10 March 2026`, `started on …`, `finished on …` */
export const readingText = ({ started_on: from, finished_on: to }: Reading): string => {
  const texts = libraryTexts.value
  if (from && to) return dayRangeText(from, to)
  if (from) return texts.startedOn(dayText(from))
  return to ? texts.finishedOn(dayText(to)) : texts.unknownDays
}
