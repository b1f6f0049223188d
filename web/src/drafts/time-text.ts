import { locale } from '../i18n/language.ts'

const dayStart = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** @param at in milliseconds since 1970 @returns `today, 14:05`, `yesterday, 14:05` or `12 November, 14:05` */
export const timeText = (at: number): string => {
  const time = new Intl.DateTimeFormat(locale.value, { timeStyle: 'short' }).format(at)
  // A day may have 23 or 25 hours.
  const days = Math.round((dayStart(at) - dayStart(Date.now())) / 86_400_000)
  const day =
    days >= -1
      ? new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'long' }).format(at)
  return `${day}, ${time}`
}
