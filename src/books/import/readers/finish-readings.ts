import type { Reading } from '../../../db/schema.ts'
import { maxReadings } from '../../limits.ts'
import type { Draft } from '../draft.ts'

const addDays = (readings: Reading[], draft: Draft): void => {
  const { started, finished } = draft.readings
  if (started && finished && started.day > finished.day) {
    draft.reject(started.column, started.cell, 'dates_reversed')
    readings.push({ started_on: null, finished_on: finished.day })
  } else if (!started && readings.some(({ finished_on }) => finished_on === finished?.day)) return
  else if (started || finished)
    readings.push({ started_on: started?.day ?? null, finished_on: finished?.day ?? null })
}

const addLast = (readings: Reading[], draft: Draft): void => {
  const { last } = draft.readings
  if (!last || readings.some(({ finished_on }) => finished_on === last.day)) return
  if (readings.length === 0) readings.push({ started_on: null, finished_on: last.day })
  else draft.keep(last.column, last.cell)
}

/** The readings whose days are not known come first: sites keep the days of the last one. */
const addUndated = (readings: Reading[], draft: Draft): void => {
  const { count } = draft.readings
  if (!count) return
  const { times, column, cell } = count
  if (times > maxReadings) draft.reject(column, cell, 'invalid_number')
  else if (times < readings.length) draft.reject(column, cell, 'read_count')
  else while (readings.length < times) readings.unshift({ started_on: null, finished_on: null })
}

/** Makes the readings of a row from its cells with days, ranges and the number of readings. */
export const finishReadings = (draft: Draft): void => {
  if (draft.fields.readings.length > 0) return
  const { ranges, singles } = draft.readings
  const isInProgress = draft.fields.status === 'reading'
  const readings = [
    ...ranges,
    ...singles.map((day) =>
      isInProgress ? { started_on: day, finished_on: null } : { started_on: null, finished_on: day },
    ),
  ]
  addDays(readings, draft)
  addLast(readings, draft)
  addUndated(readings, draft)
  draft.fields.readings = readings
}
