import type { ListedBook } from 'bookplate/client'
import type { BookFields, Reading } from './book.ts'

type Read = Pick<ListedBook, 'status' | 'readings'>
type Changes = Partial<Pick<BookFields, 'status' | 'readings' | 'progress'>>

/** @returns the day in the time zone of the reader, such as `2026-10-31` */
export const dayOf = (at: Date): string => {
  const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const isOpen = ({ started_on, finished_on }: Reading) => started_on !== null && finished_on === null

/** The reading that has begun and has no end. -1 without one. */
const openAt = (readings: readonly Reading[]) => readings.findLastIndex(isOpen)

/** An end is not before its start. */
const endOf = ({ started_on }: Reading, day: string) =>
  started_on !== null && started_on > day ? started_on : day

/** Ends the open reading. Without one, adds a reading with this last day, unless there is one. */
const withEnd = (readings: readonly Reading[], day: string): Reading[] => {
  const at = openAt(readings)
  if (at >= 0)
    return readings.map((reading, one) =>
      one === at ? { ...reading, finished_on: endOf(reading, day) } : reading,
    )
  return readings.some(({ finished_on }) => finished_on === day)
    ? [...readings]
    : [...readings, { started_on: null, finished_on: day }]
}

/** The reader began the book on `day`. A reading that is open continues. */
export const started =
  (day: string) =>
  ({ status, readings }: Read): Changes =>
    openAt(readings) >= 0
      ? { status: 'reading', readings }
      : {
          status: 'reading',
          readings: [...readings, { started_on: day, finished_on: null }],
          // The progress of an earlier reading.
          ...(status !== 'reading' && { progress: null }),
        }

/** The reader finished the book on `day`. */
export const finished =
  (day: string) =>
  ({ readings }: Read): Changes => ({ status: 'read', readings: withEnd(readings, day), progress: 1 })

/** The reader gave the book up on `day`. The progress stays. */
export const gaveUp =
  (day: string) =>
  ({ readings }: Read): Changes => ({
    status: 'did_not_finish',
    readings: openAt(readings) < 0 ? readings : withEnd(readings, day),
  })

/** How often the book was read to its end. A reading on unknown days counts. */
export const timesRead = ({ status, readings }: Read): number =>
  Math.max(readings.filter((reading) => !isOpen(reading)).length - (status === 'did_not_finish' ? 1 : 0), 0)

/** @returns the number of the page up to which the book was read */
export const pageOf = (progress: number, pages: number): number => Math.round(progress * pages)

/** @returns the part of the book up to `page` */
export const progressOf = (page: number, pages: number): number =>
  Math.round(Math.min(page / pages, 1) * 1_000_000) / 1_000_000
