import { describe, expect, it } from 'vitest'
import { csvHeader, csvLine, csvRow, guard, unguard } from '../../../src/books/export/csv.ts'

describe('our CSV', () => {
  it('has a header and a line for each book, with CRLF', () => {
    const createdAt = new Date(Date.UTC(2023, 3, 15, 9, 30, 0, 250))
    const row = csvRow({ title: 'Dune, again', description: 'a "b"\nc', category: 'fantasy', createdAt })
    expect(csvHeader).toBe('title,description,category,created_at\r\n')
    expect(row).toBe('"Dune, again","a ""b""\nc",fantasy,2023-04-15T09:30:00.250Z\r\n')
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-30-', "'-30-"],
    ['@home', "'@home"],
    ["'tis", "''tis"],
    ["''", "'''"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['a=1', 'a=1'],
    [' =1', ' =1'],
    ['', ''],
  ])('guards %j as %j, and can reverse it', (cell, inFile) => {
    expect(guard(cell)).toBe(inFile)
    expect(unguard(inFile)).toBe(cell)
  })

  it.each(["'Salem", "'", '=1'])('does not unguard %j, which no export writes', (cell) => {
    expect(unguard(cell)).toBe(cell)
  })

  it('quotes only cells that need it', () => {
    expect(csvLine(['a b', '', '"', ',', '\r', '\n', 'é;'])).toBe('a b,,"""",",","\'\r","\n",é;\r\n')
  })
})
