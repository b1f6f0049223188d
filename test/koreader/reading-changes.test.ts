import { describe, expect, it } from 'vitest'
import { dayOf, readingChanges } from '../../src/koreader/reading-changes.ts'

const day = '2026-11-27'
const unread = { status: null, progress: null, readings: [] }
const open = { started_on: '2026-11-01', finished_on: null }
const reading = { status: 'reading' as const, progress: 0.3, readings: [open] }
const report = (percentage: number, before = 0) => ({ percentage, before, day })

describe('a book that was not begun', () => {
  it.each([null, 'want_to_read' as const])('starts that day: %s', (status) => {
    expect(readingChanges({ ...unread, status }, report(0.1234))).toEqual({
      status: 'reading',
      progress: 0.12,
      readings: [{ started_on: day, finished_on: null }],
    })
  })

  it('continues a reading that is open', () => {
    expect(readingChanges({ ...unread, readings: [open] }, report(0.5))).toEqual({
      status: 'reading',
      progress: 0.5,
    })
  })

  it('keeps earlier readings', () => {
    const earlier = { started_on: null, finished_on: '2020-01-31' }
    const { readings } = readingChanges({ ...unread, status: 'want_to_read', readings: [earlier] }, report(0))
    expect(readings).toEqual([earlier, { started_on: day, finished_on: null }])
  })

  it('is read at once by a report from its end, from an unknown day on', () => {
    expect(readingChanges(unread, report(1))).toEqual({
      status: 'read',
      progress: 1,
      readings: [{ started_on: null, finished_on: day }],
    })
  })
})

describe('a book in progress', () => {
  it('moves on, and back', () => {
    expect(readingChanges(reading, report(0.456))).toEqual({ progress: 0.46 })
    expect(readingChanges(reading, report(0.1))).toEqual({ progress: 0.1 })
  })

  it('does not change within one percent', () => {
    expect(readingChanges(reading, report(0.3049))).toEqual({})
  })

  it('gets no reading that its owner has not noted', () => {
    expect(readingChanges({ ...reading, readings: [] }, report(0.4))).toEqual({ progress: 0.4 })
  })

  it.each([0.99, 1])('is read from %f on', (percentage) => {
    expect(readingChanges(reading, report(percentage, 0.98))).toEqual({
      status: 'read',
      progress: 1,
      readings: [{ started_on: '2026-11-01', finished_on: day }],
    })
  })

  it('is not read before', () => {
    expect(readingChanges(reading, report(0.9899, 0.98))).toEqual({ progress: 0.99 })
  })

  it('is not finished a second time: its owner has set it back', () => {
    expect(readingChanges({ ...reading, progress: 1 }, report(0.995, 0.99))).toEqual({})
    expect(readingChanges(reading, report(0.995, 0.99))).toEqual({ progress: 1 })
  })

  it('ends not before its start, which may be a day ahead of UTC', () => {
    const ahead = { started_on: '2026-11-28', finished_on: null }
    expect(readingChanges({ ...reading, readings: [ahead] }, report(1))).toMatchObject({
      readings: [{ started_on: '2026-11-28', finished_on: '2026-11-28' }],
    })
  })

  it('gets no second reading with one last day', () => {
    const today = { started_on: null, finished_on: day }
    expect(readingChanges({ ...reading, readings: [today] }, report(1))).toEqual({
      status: 'read',
      progress: 1,
    })
  })
})

describe.each(['read' as const, 'did_not_finish' as const])(
  'a book that its owner has set to %s',
  (status) => {
    it.each([0, 0.5, 1])('stays as it is at %f', (percentage) => {
      expect(readingChanges({ ...reading, status }, report(percentage))).toEqual({})
    })
  },
)

it('a book with 100 readings gets no more of them', () => {
  const readings = Array(100).fill({ started_on: null, finished_on: '2020-01-31' })
  const full = { ...unread, readings }
  expect(readingChanges(full, report(0.5))).toEqual({ status: 'reading', progress: 0.5 })
  expect(readingChanges(full, report(1))).toEqual({ status: 'read', progress: 1 })
})

it('a day is one in UTC', () => {
  expect(dayOf(new Date('2026-10-31T23:59:59.999Z'))).toBe('2026-10-31')
})
