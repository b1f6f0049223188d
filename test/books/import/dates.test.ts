import { describe, expect, it } from 'vitest'
import { goodreads } from './goodreads-row.ts'
import { fieldsOf, readFile } from './read.ts'

describe('dates', () => {
  const now = new Date('2026-11-26T11:00:00Z')
  const added = (...cells: string[]) => {
    const text = `Title,Author,Exclusive Shelf,Date Added\n${cells.map((cell) => `A,Ada,read,"${cell}"\n`).join('')}`
    const { rows, ambiguousDates } = readFile(text, { now })
    const found = rows.map((row) =>
      row.problem === undefined ? (row.createdAt?.toISOString().slice(0, 19) ?? row.issues[0]?.code) : '',
    )
    return [found, ambiguousDates.map(({ examples }) => examples)]
  }

  it.each([
    ['2023/4/5', '2023-04-05T00:00:00'],
    ['2023/04/15 10:11:12', '2023-04-15T10:11:12'],
    ['2023-04-15T10:11:12+02:00', '2023-04-15T08:11:12'],
    ['4/15/2023', '2023-04-15T00:00:00'],
    ['4/15/2023 1:05 PM', '2023-04-15T13:05:00'],
    ['21/1/2023', '2023-01-21T00:00:00'],
    ['15.04.2023', '2023-04-15T00:00:00'],
    ['3.4.2023', '2023-04-03T00:00:00'],
    ['5/5/2023', '2023-05-05T00:00:00'],
    ['45031', '2023-04-15T00:00:00'],
    ['March 03, 2026 09:15', '2026-03-03T09:15:00'],
    ['3 Mar 2026', '2026-03-03T00:00:00'],
    ['[2010-01-05]', '2010-01-05T00:00:00'],
    ['2026/11/27', '2026-11-26T11:00:00'],
    ['2021/01/00', 'partial_date'],
    ['0000/00/00', 'partial_date'],
    ['2021', 'partial_date'],
    ['2021-04', 'partial_date'],
    ['2023/13/01', 'invalid_date'],
    ['2023/02/30', 'invalid_date'],
    ['yesterday', 'invalid_date'],
    ['1/1/23', 'invalid_date'],
    ['9999/12/31', 'future_date'],
    ['2026/11/28', 'future_date'],
    ['73050', 'future_date'],
    ['03/04/2021', 'ambiguous_date'],
  ])('%s is %s', (cell, expected) => {
    expect(added(cell)[0]).toEqual([expected])
  })

  it('have the order that a day over 12 anywhere in the column tells', () => {
    expect(added('03/04/2021', '13/04/2021')).toEqual([['2021-04-03T00:00:00', '2021-04-13T00:00:00'], []])
    expect(added('03/04/2021', '04/13/2021')).toEqual([['2021-03-04T00:00:00', '2021-04-13T00:00:00'], []])
  })

  it('that contradict each other are asked for, and those that are certain are read', () => {
    expect(added('03/04/2021', '13/04/2021', '04/13/2021')).toEqual([
      ['ambiguous_date', '2021-04-13T00:00:00', '2021-04-13T00:00:00'],
      [['03/04/2021']],
    ])
  })

  it('have the order that the reader gives', () => {
    const text = goodreads({ 'Date Read': '03/04/2021', 'Date Added': '03/05/2021' })
    expect(readFile(text).ambiguousDates).toEqual([
      { column: 'Date Added', examples: ['03/05/2021'], count: 1 },
      { column: 'Date Read', examples: ['03/04/2021'], count: 1 },
    ])
    const read = (dateOrder: 'dmy' | 'mdy') => fieldsOf(text, { dateOrder }).readings[0]?.finished_on
    expect([read('dmy'), read('mdy')]).toEqual(['2021-04-03', '2021-03-04'])
    expect(fieldsOf(text)).toMatchObject({ extra: { 'Date Read': '03/04/2021', 'Date Added': '03/05/2021' } })
  })
})
