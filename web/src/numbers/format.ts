import { locale } from '../i18n/language.ts'

const monthFormat = (month: 'long' | 'short' | 'narrow') =>
  new Intl.DateTimeFormat(locale.value, { month, timeZone: 'UTC' })

/** @param month as in `2026-10` @returns its names, without the year */
export const monthNames = (month: string): { long: string; short: string; narrow: string } => {
  const date = new Date(`${month}-01T00:00:00Z`)
  return {
    long: monthFormat('long').format(date),
    short: monthFormat('short').format(date),
    narrow: monthFormat('narrow').format(date),
  }
}

/** `October 2026` */
export const monthText = (month: string): string =>
  new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )

/** `1.8 m`, and centimetres below a metre */
export const lengthText = (meters: number): string => {
  const isShort = meters < 0.95
  return new Intl.NumberFormat(locale.value, {
    style: 'unit',
    unit: isShort ? 'centimeter' : 'meter',
    maximumFractionDigits: isShort ? 0 : 1,
  }).format(isShort ? meters * 100 : meters)
}
