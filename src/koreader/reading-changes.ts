import { maxReadings } from '../books/limits.ts'
import type { Book } from '../books/rows.ts'
import type { Reading } from '../db/schema.ts'
import { finishedFrom } from './limits.ts'

type Read = Pick<Book, 'status' | 'progress' | 'readings'>

/** The changes of a book by a report. */
export type ReadingChanges = Partial<Read>

interface Progress {
  percentage: number
  /** The percentage that the book knows already: of the report before, or 0. */
  before: number
  /** The day of the report, in UTC: a device tells no time zone. */
  day: string
}

const isOpen = ({ started_on, finished_on }: Reading) => started_on !== null && finished_on === null

const withStart = (readings: Reading[], day: string): Reading[] =>
  readings.some(isOpen) || readings.length >= maxReadings
    ? readings
    : [...readings, { started_on: day, finished_on: null }]

/** Ends the open reading. Without one, its start is unknown. */
const withEnd = (readings: Reading[], day: string): Reading[] => {
  const at = readings.findLastIndex(isOpen)
  const open = readings[at]
  if (open) {
    const { started_on } = open
    // The owner's time zone may be a day ahead of UTC.
    return readings.with(at, {
      started_on,
      finished_on: started_on !== null && started_on > day ? started_on : day,
    })
  }
  const isKnown = readings.some(({ finished_on }) => finished_on === day)
  return isKnown || readings.length >= maxReadings
    ? readings
    : [...readings, { started_on: null, finished_on: day }]
}

/** Whole percents: otherwise each page would make a new version of the book. */
const rounded = (percentage: number) => Math.round(percentage * 100) / 100

const after = ({ status, readings }: Read, { percentage, before, day }: Progress): Read => {
  // An owner who has set a finished book to `reading` is not overruled by the next report from its end.
  if (percentage >= finishedFrom && before < finishedFrom)
    return { status: 'read', progress: 1, readings: withEnd(readings, day) }
  const kept = status === 'reading' ? readings : withStart(readings, day)
  return { status: 'reading', progress: rounded(percentage), readings: kept }
}

/**
 * A report starts a book, moves it on, and finishes it once. It never changes a book that its owner has read or given up:
 * the owner decides to read it again.
 * @returns the fields that differ
 */
export const readingChanges = (book: Read, progress: Progress): ReadingChanges => {
  if (book.status === 'read' || book.status === 'did_not_finish') return {}
  const next = after(book, progress)
  return {
    ...(next.status !== book.status && { status: next.status }),
    ...(next.progress !== book.progress && { progress: next.progress }),
    ...(next.readings !== book.readings && { readings: next.readings }),
  }
}

/** @returns the day in UTC, such as `2026-10-31` */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
