import { describe, expect, it } from 'vitest'
import { failedRowsCsv } from '../../../src/books/import/failed-rows.ts'
import type { FailedRow } from '../../../src/books/import/report.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'
import { readFile } from './read.ts'

/** @returns the failed rows of a file as a file of their own */
const failedRowsOf = (file: Uint8Array | string) => {
  const { header, rows } = readFile(file)
  return failedRowsCsv(
    header,
    rows.filter((row): row is FailedRow => row.problem !== undefined),
  )
}

describe('the failed rows', () => {
  it('have their cells, guarded, and their problem', () => {
    const file = 'Title,Author,Exclusive Shelf,ISBN,Date Added\nDune,A,read,,\n=x,"B, C",read,="044",1.1.99\n'
    expect(failedRowsOf(file)).toBe(
      'Title,Author,Exclusive Shelf,ISBN,Date Added,problem\r\n' +
        `'=x,"B, C",read,"'=""044""",1.1.99,The date lies in the future or does not have the format of an export.\r\n`,
    )
  })

  it('can be corrected and imported, without their guards', () => {
    const csv = failedRowsOf('Title,Author,Exclusive Shelf,Date Added\n=x,A,read,1.1.99\n')
    expect(readFile(csv.replace('1.1.99', '1999/01/01')).rows).toMatchObject([
      { row: 1, title: '=x', createdAt: new Date('1999-01-01') },
    ])
  })

  it('are the same when they fail again', () => {
    const once = failedRowsOf(makeGoodreadsExport(1000, 7).bytes)
    const { rows } = readFile(once)
    expect(rows).toHaveLength(10)
    const twice = failedRowsOf(once)
    expect(twice.split('\r\n').map((line) => line.slice(0, 40))).toEqual(
      once.split('\r\n').map((line) => line.slice(0, 40)),
    )
  })

  it('keep all cells of a row with too many', () => {
    const csv = failedRowsOf('title,description,category\nTomorrow, and Tomorrow,x,horror\n')
    expect(csv).toMatch(/^title,description,category,problem\r\nTomorrow, and Tomorrow,x,horror,The row has/)
    expect(readFile(csv).rows).toMatchObject([{ problem: { code: 'ragged_row' } }])
  })

  it('of JSON become CSV, with the whole book in one more cell', () => {
    const bad = { title: 'Dune', description: '', category: 'sci-fi', created_at: '2023-04-15T00:00:00Z' }
    const csv = failedRowsOf(JSON.stringify({ format: 'bookplate', version: 1, books: [bad, 1] }))
    expect(csv.split('\r\n')).toHaveLength(4)
    expect(readFile(csv.replace('sci-fi', 'fantasy')).rows).toMatchObject([
      { title: 'Dune', category: 'fantasy' },
      { problem: { code: 'title_empty' }, cells: ['', '', '', '', '1', expect.any(String)] },
    ])
  })
})
