import * as z from 'zod'
import type { IssueCode } from './issues.ts'

/** The order of day and month in dates such as 03/04/2021. */
export const dateOrders = ['dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** A date as read: a day of the calendar, and the instant, which is midnight UTC for a day alone. */
interface GoodDate {
  day: string
  at: Date
  problem?: undefined
}

export type ReadDate = GoodDate | { problem: IssueCode }

export interface DateContext {
  /** Undefined where neither the column nor the reader tells the order. */
  order: DateOrder | undefined
  /** A date after it is invalid: lists over all readers are sorted by creation. */
  now: Date
}

/** Clocks of two machines differ: the file may come from a service that is a little ahead. */
const clockToleranceMs = 5_000
/** A day begins first at UTC+14. */
const earliestDayMs = 14 * 60 * 60 * 1000
const dayMs = 24 * 60 * 60 * 1000

const time =
  String.raw`(?:(?:[T,]|\s)\s*(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?` +
  String.raw`\s*(?<half>[ap]m)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$`
const pattern = (date: string) => new RegExp(`^${date}${time}`, 'i')

const yearFirst = pattern(String.raw`(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})`)
const yearLast = pattern(String.raw`(?<first>\d{1,2})(?<sign>[-/.])(?<second_>\d{1,2})\k<sign>(?<year>\d{4})`)
const monthName = String.raw`(?<name>[a-z]{3,9})\.?`
const named = [
  pattern(String.raw`${monthName}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})`),
  pattern(String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+${monthName},?[\s-]+(?<year>\d{4})`),
  pattern(String.raw`(?<year>\d{4})-${monthName}-(?<day>\d{1,2})`),
]
/** A year, or a year and a month. */
const partial = /^(?:\d{4}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{4}|[a-z]{3,9}\.? \d{4})$/i
/** Days since 1899-12-30, as a spreadsheet stores a date; from 1954 to 2118. */
const serial = /^(?<days>[2-7]\d{4})(?:[.,](?<part>\d+))?$/
const serialStart = Date.UTC(1899, 11, 30)

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const fullNames =
  'january february march april may june july august september october november december'.split(' ')

/** The number of an English month; 0 for another word. */
const monthOf = (name: string): number => {
  const lower = name.toLowerCase()
  const full = fullNames.indexOf(lower) + 1
  return full || monthNames.indexOf(lower === 'sept' ? 'sep' : lower) + 1
}

/** In UTF-16 units. No date is longer. */
const maxDateLength = 60

type Groups = Record<string, string | undefined>

/** The milliseconds since midnight UTC, undefined for a time that no clock shows. */
const millisecondsOf = ({ hour, minute, second = '0', fraction = '', half, zone }: Groups) => {
  if (hour === undefined) return 0
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const [, sign, zoneHours = 0, zoneMinutes = 0] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes))
  const seconds = (hours * 60 + Number(minute) - offset) * 60 + Number(second)
  return seconds * 1000 + Math.trunc(Number(`0.${fraction || 0}`) * 1000)
}

const pad = (value: number, length: number) => String(value).padStart(length, '0')

const dateOf = (year: number, month: number, day: number, groups: Groups, now: Date): ReadDate => {
  if (year === 0 || month === 0 || day === 0) return { problem: 'partial_date' }
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  const milliseconds = millisecondsOf(groups)
  if (milliseconds === undefined || !z.iso.date().safeParse(text).success) return { problem: 'invalid_date' }
  const at = new Date(Date.parse(text) + milliseconds)
  const early = at.getTime() - now.getTime()
  const tolerance = groups.zone === undefined ? earliestDayMs : clockToleranceMs
  if (early > tolerance) return { problem: 'future_date' }
  return { day: text, at: early > 0 && groups.zone === undefined ? now : at }
}

const readYearLast = (groups: Groups, { order, now }: DateContext): ReadDate => {
  const [first, second] = [Number(groups.first), Number(groups.second_)]
  // A day over 12 tells the order by itself, and dates with points have the day first.
  const own = ownOrder(first, second, groups.sign)
  const known = own ?? (first === second ? 'dmy' : order)
  if (known === undefined) return { problem: 'ambiguous_date' }
  const [day, month] = known === 'dmy' ? [first, second] : [second, first]
  return dateOf(Number(groups.year), month, day, groups, now)
}

const ownOrder = (first: number, second: number, sign = ''): DateOrder | undefined => {
  if (sign === '.' || (first > 12 && second <= 12)) return 'dmy'
  return second > 12 && first <= 12 ? 'mdy' : undefined
}

/**
 * Reads a date as sites and spreadsheets write it: the year first or last, one digit or two, with a time or without, English
 * names of months, and the number of days of a spreadsheet.
 */
export const readDate = (text: string, context: DateContext): ReadDate => {
  const bare = text.trim().replace(/^\[(.*)\]$/, '$1')
  const { now } = context
  if (bare.length > maxDateLength) return { problem: 'invalid_date' }
  const first = yearFirst.exec(bare)?.groups
  if (first) return dateOf(Number(first.year), Number(first.month), Number(first.day), first, now)
  const last = yearLast.exec(bare)?.groups
  if (last) return readYearLast(last, context)
  if (partial.test(bare)) return { problem: 'partial_date' }
  const days = serial.exec(bare)?.groups
  if (days) return serialDate(Number(days.days), Number(`0.${days.part ?? 0}`), now)
  for (const form of named) {
    const groups = form.exec(bare)?.groups
    const month = monthOf(groups?.name ?? '')
    if (groups && month) return dateOf(Number(groups.year), month, Number(groups.day), groups, now)
  }
  return { problem: 'invalid_date' }
}

const serialDate = (days: number, part: number, now: Date): ReadDate => {
  const at = new Date(serialStart + days * dayMs + Math.round(part * dayMs))
  if (at.getTime() - now.getTime() > earliestDayMs) return { problem: 'future_date' }
  return { day: at.toISOString().slice(0, 10), at: at > now ? now : at }
}

const instant = z.iso.datetime({ offset: true })

/** @param text an RFC 3339 timestamp, as our export writes it @returns undefined for other text, or an instant in the future */
export const readInstant = (text: string, now: Date): Date | undefined => {
  if (!instant.safeParse(text).success) return undefined
  const date = new Date(text)
  if (date.getTime() > now.getTime() + clockToleranceMs) return undefined
  // An offset can lead out of the years 0 to 9999. An export can write no other years.
  return date.toISOString().length === '0000-00-00T00:00:00.000Z'.length ? date : undefined
}

const unordered = /(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2\d{4}(?!\d)/g

/**
 * @param cells of a column with dates
 * @returns the order that a day over 12 tells, unless other cells contradict it; and cells that need it
 */
export const orderOf = (cells: Iterable<string>): { order: DateOrder | undefined; ambiguous: string[] } => {
  const orders = new Set<DateOrder>()
  const ambiguous: string[] = []
  for (const cell of cells) {
    for (const [date, first, , second] of cell.matchAll(unordered)) {
      const order = ownOrder(Number(first), Number(second))
      if (order) orders.add(order)
      else if (Number(first) !== Number(second)) ambiguous.push(date)
    }
  }
  const [order] = orders
  return orders.size === 1 ? { order, ambiguous: [] } : { order: undefined, ambiguous }
}
