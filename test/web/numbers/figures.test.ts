import { describe, expect, it } from 'vitest'
import {
  fullestMonth,
  longestRun,
  shelfMeters,
  yearsOf,
  yearsToShow,
} from '../../../web/src/numbers/figures.ts'

const month = (name: string, books: number, pages = books * 100) => ({ month: name, books, pages })

describe('the figures of the page of numbers', () => {
  it('estimates the shelf from the pages', () => {
    expect(shelfMeters(0)).toBe(0)
    expect(shelfMeters(300)).toBeCloseTo(0.02)
    expect(shelfMeters(27_000)).toBeCloseTo(1.8)
  })

  it('finds the longest row of months with a finished book, across years', () => {
    expect(longestRun([])).toBe(0)
    expect(longestRun([month('2025-01', 0)])).toBe(0)
    expect(
      longestRun([month('2025-11', 1), month('2025-12', 2), month('2026-01', 1), month('2026-03', 1)]),
    ).toBe(3)
    // All time has no months without a book, and a year has them with a zero.
    expect(longestRun([month('2026-01', 1), month('2026-02', 0), month('2026-03', 1)])).toBe(1)
  })

  it('finds the month with the most books, the first of several', () => {
    expect(fullestMonth([])).toBeUndefined()
    expect(fullestMonth([month('2026-01', 0)])).toBeUndefined()
    expect(fullestMonth([month('2026-01', 1), month('2026-02', 3), month('2026-03', 3)])?.month).toBe(
      '2026-02',
    )
  })

  it('sums up years, with the empty ones between them', () => {
    expect(yearsOf([])).toEqual([])
    expect(yearsOf([month('2023-05', 1), month('2023-06', 2), month('2025-01', 1)])).toEqual([
      { name: '2023', books: 3, pages: 300 },
      { name: '2024', books: 0, pages: 0 },
      { name: '2025', books: 1, pages: 100 },
    ])
    // A wrong date does not squeeze the other years.
    expect(yearsOf([month('1023-05', 1), month('2025-01', 1)]).map(({ name }) => name)).toEqual([
      '1023',
      '2025',
    ])
  })

  it('links to the years with a book, to the current one and to the shown one', () => {
    expect(yearsToShow(undefined, 2026, undefined)).toEqual([2026])
    const found = [
      { value: 2021, count: 9 },
      { value: 2024, count: 1 },
      { value: 99, count: 1 },
    ]
    expect(yearsToShow(found, 2026, 2019)).toEqual([2026, 2024, 2021, 2019])
  })
})
