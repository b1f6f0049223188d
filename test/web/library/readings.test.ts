import { describe, expect, it } from 'vitest'
import {
  dayOf,
  finished,
  gaveUp,
  pageOf,
  progressOf,
  started,
  timesRead,
} from '../../../web/src/library/readings.ts'

const day = '2026-11-26'
const open = { started_on: '2026-11-20', finished_on: null }
const closed = { started_on: '2026-01-01', finished_on: '2026-02-01' }
const unknown = { started_on: null, finished_on: null }

describe('readings', () => {
  it('starts a book, and starts it again without the progress of before', () => {
    const reading = { started_on: day, finished_on: null }
    expect(started(day)({ status: null, readings: [] })).toEqual({
      status: 'reading',
      readings: [reading],
      progress: null,
    })
    expect(started(day)({ status: 'read', readings: [closed, unknown] }).readings).toEqual([
      closed,
      unknown,
      reading,
    ])
    // A book whose start is unknown keeps its progress.
    expect(started(day)({ status: 'reading', readings: [] })).toEqual({
      status: 'reading',
      readings: [reading],
    })
  })

  it('starts a book once, however often the request is sent', () => {
    const once = started(day)({ status: null, readings: [] })
    const readings = once.readings ?? []
    expect(started('2026-11-27')({ status: 'reading', readings })).toEqual({ status: 'reading', readings })
  })

  it('finishes the open reading, or adds one', () => {
    expect(finished(day)({ status: 'reading', readings: [closed, open] })).toEqual({
      status: 'read',
      readings: [closed, { ...open, finished_on: day }],
      progress: 1,
    })
    const added = [{ started_on: null, finished_on: day }]
    expect(finished(day)({ status: null, readings: [] }).readings).toEqual(added)
    expect(finished(day)({ status: 'read', readings: added }).readings).toEqual(added)
  })

  it('never ends a reading before its start', () => {
    const later = { started_on: '2026-11-27', finished_on: null }
    expect(finished(day)({ status: 'reading', readings: [later] }).readings).toEqual([
      { started_on: '2026-11-27', finished_on: '2026-11-27' },
    ])
  })

  it('gives a book up', () => {
    expect(gaveUp(day)({ status: 'reading', readings: [open] })).toEqual({
      status: 'did_not_finish',
      readings: [{ ...open, finished_on: day }],
    })
    expect(gaveUp(day)({ status: null, readings: [closed] }).readings).toEqual([closed])
  })

  it('counts readings that have ended', () => {
    expect(timesRead({ status: 'reading', readings: [closed, unknown, open] })).toBe(2)
    expect(timesRead({ status: 'did_not_finish', readings: [closed] })).toBe(0)
    expect(timesRead({ status: 'did_not_finish', readings: [] })).toBe(0)
  })

  it('takes the day of the local clock', () => {
    expect(dayOf(new Date(2026, 0, 2, 0, 5))).toBe('2026-01-02')
    expect(dayOf(new Date(2026, 11, 31, 23, 55))).toBe('2026-12-31')
  })

  it('keeps each page of a long book', () => {
    for (const page of [0, 1, 303, 1234, 4999, 5000]) expect(pageOf(progressOf(page, 5000), 5000)).toBe(page)
    expect(progressOf(900, 304)).toBe(1)
  })
})
