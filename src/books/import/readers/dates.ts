import type { Reading } from '../../../db/schema.ts'
import { maxReadings } from '../../limits.ts'
import type { Column } from '../column.ts'
import { readDate } from '../dates.ts'
import type { Draft } from '../draft.ts'
import type { IssueCode } from '../issues.ts'
import type { Reader } from './reader.ts'

/** When the book came into the library. */
export const createdAt: Reader = {
  to: 'created_at',
  hasDates: true,
  read: (cell, draft, column) => {
    const date = readDate(cell, column)
    if (date.problem !== undefined) draft.reject(column, cell, date.problem)
    else if (draft.createdAt) draft.reject(column, cell, 'second_value')
    else draft.createdAt = date.at
  },
}

const day = (name: 'started' | 'finished' | 'last', to: 'started_on' | 'finished_on'): Reader => ({
  to,
  hasDates: true,
  read: (cell, draft, column) => {
    const date = readDate(cell, column)
    if (date.problem !== undefined) draft.reject(column, cell, date.problem)
    else if (draft.readings[name]) draft.reject(column, cell, 'second_value')
    else draft.readings[name] = { day: date.day, column, cell }
  },
})

/** The first day of a reading. */
export const startedOn = day('started', 'started_on')
/** The last day of a reading. */
export const finishedOn = day('finished', 'finished_on')
/** The last day of the last reading, which another column may have as well. */
export const lastFinishedOn = day('last', 'finished_on')

export const readCount: Reader = {
  to: 'read_count',
  read: (cell, draft, column) => {
    const times = /^\d{1,6}(?:[.,]0+)?$/.test(cell.trim()) ? Number.parseInt(cell, 10) : undefined
    if (times === undefined) draft.reject(column, cell, 'invalid_number')
    else if (draft.readings.count) draft.reject(column, cell, 'second_value')
    else draft.readings.count = { times, column, cell }
  },
}

const token = String.raw`(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[T ][\d:.]+Z?)?`
const range = new RegExp(String.raw`^(?<from>${token})?\s*[-–|]\s*(?<to>${token})?(?<rest>\|.*)?$`)
const single = new RegExp(`^${token}$`)

type Part = { range: Reading } | { day: string } | { problem: IssueCode }

const readRange = (from: string | undefined, to: string | undefined, column: Column): Part => {
  const [start, end] = [from, to].map((text) => (text === undefined ? undefined : readDate(text, column)))
  const problem = start?.problem ?? end?.problem
  if (problem !== undefined) return { problem }
  const started_on = start && 'day' in start ? start.day : null
  const finished_on = end && 'day' in end ? end.day : null
  if (started_on && finished_on && started_on > finished_on) return { problem: 'dates_reversed' }
  return { range: { started_on, finished_on } }
}

/** A part of the cell: a range whose ends may be missing, or a day. */
const readPart = (part: string, column: Column): Part => {
  const groups = single.test(part) ? undefined : range.exec(part)?.groups
  if (groups && (groups.from || groups.to) && (groups.rest ?? '|').length === 1)
    return readRange(groups.from, groups.to, column)
  const date = readDate(part, column)
  return date.problem === undefined ? { day: date.day } : { problem: date.problem }
}

/** Adds the readings of a cell. If one part cannot be read, the cell is kept as well, with the reason. */
const addRanges = (cell: string, draft: Draft, column: Column): void => {
  const parts = cell.split(/[,;\n]/).flatMap((part) => (part.trim() ? [readPart(part.trim(), column)] : []))
  // Two are left for the days of other columns.
  if (parts.length > maxReadings - 2) {
    draft.reject(column, cell, 'too_many')
    return
  }
  for (const part of parts) {
    if ('range' in part) draft.readings.ranges.push(part.range)
    if ('day' in part) draft.readings.singles.push(part.day)
  }
  const failed = parts.find((part) => 'problem' in part)
  if (failed) draft.reject(column, cell, failed.problem)
}

/** Readings as ranges: `2025/03/01-2025/03/14, 2026/01/05`; `2025-03-01|2025-03-14;…`. */
export const datesRead: Reader = { to: 'readings', hasDates: true, read: addRanges }
