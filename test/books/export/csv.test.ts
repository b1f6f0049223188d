import { describe, expect, it } from 'vitest'
import { csvHeader, csvLine, csvRow, guard, unguard } from '../../../src/books/export/csv.ts'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { emptyFields } from '../../../src/books/fields.ts'

describe('our CSV', () => {
  it('has a header and a line for each book, with CRLF', () => {
    const createdAt = new Date(Date.UTC(2023, 3, 15, 9, 30, 0, 250))
    const book: ExportedBook = {
      ...emptyFields,
      title: 'Dune, again',
      authors: ['Frank "H." Herbert'],
      description: 'a "b"\nc',
      category: 'fantasy',
      published_year: -5,
      readings: [{ started_on: null, finished_on: '2023-01-01' }],
      owned: false,
      extra: { Mood: '=dark' },
      createdAt,
    }
    expect(csvHeader).toBe(
      'title,authors,description,category,series,series_number,isbn,publisher,published_year,language,pages,format,' +
        'status,rating,progress,readings,tags,review,notes,owned,extra,created_at\r\n',
    )
    expect(csvRow(book)).toBe(
      '"Dune, again","[""Frank \\""H.\\"" Herbert""]","a ""b""\nc",fantasy,,,,,\'-5,,,,,,,' +
        '"[{""started_on"":null,""finished_on"":""2023-01-01""}]",[],,,false,"{""Mood"":""=dark""}",' +
        '2023-04-15T09:30:00.250Z\r\n',
    )
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
