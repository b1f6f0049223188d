import { computed } from '@preact/signals'
import { language, locale } from './language.ts'

const rules = computed(() => new Intl.PluralRules(language.value))
const numbers = computed(() => new Intl.NumberFormat(locale.value))
const lists = computed(() => new Intl.ListFormat(locale.value, { type: 'conjunction' }))
const days = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeZone: 'UTC' }))
const instants = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'long' }))

const moments = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeStyle: 'short' }),
)

/** The text for each plural category of a language. Those that a language lacks are left out. */
type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** `plural(1, { one: '1 book', other: '… books' })` */
export const plural = (count: number, forms: PluralForms): string =>
  forms[rules.value.select(count)] ?? forms.other

/** `1,234` in English, `1.234` in German */
export const number = (value: number): string => numbers.value.format(value)

/** `Terry Pratchett and Neil Gaiman` */
export const list = (items: readonly string[]): string => lists.value.format(items)

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** @param day as in `2026-10-31` */
export const dayText = (day: string): string => days.value.format(dateOf(day))

/** `1–10 March 2026` */
export const dayRangeText = (from: string, to: string): string =>
  days.value.formatRange(dateOf(from), dateOf(to))

/** @param instant as in `2026-10-31T12:00:00.000Z` @returns its day where the reader is */
export const dateText = (instant: string): string => instants.value.format(new Date(instant))

const shortMoments = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }),
)

/** `31 Oct 2026, 12:00` @param instant as in `2026-10-31T12:00:00.000Z` */
export const momentText = (instant: string): string => shortMoments.value.format(new Date(instant))

/** @param instant in milliseconds since 1970 @returns its day and time where the reader is */
export const dateTimeText = (instant: number): string => moments.value.format(instant)
