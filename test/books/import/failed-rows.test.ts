import { describe, expect, it } from 'vitest'
import { failedRowsCsv } from '../../../src/books/import/failed-rows.ts'
import type { FailedRow } from '../../../src/books/import/rows.ts'
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
    const file = 'Title,Author,Exclusive Shelf,ISBN\nDune,A,read,\n,"=B, C",read,="044"\n'
    expect(failedRowsOf(file)).toBe(
      `Title,Author,Exclusive Shelf,ISBN,problem\r\n,"'=B, C",read,"'=""044""",The title is missing.\r\n`,
    )
  })

  it('can be corrected and imported, without their guards', () => {
    const csv = failedRowsOf('Title,Author,Exclusive Shelf\n,=A,read\n')
    expect(readFile(csv.replace(/^,/m, "'=x,")).rows).toMatchObject([
      { row: 1, fields: { title: '=x', authors: ['=A'], extra: {} } },
    ])
  })

  it('are the same when they fail again', () => {
    const once = failedRowsOf(makeGoodreadsExport(1000, 7).bytes)
    expect(readFile(once).rows).toHaveLength(10)
    expect(failedRowsOf(once)).toBe(once)
  })

  it('keep all cells of a row with too many', () => {
    const csv = failedRowsOf('title,description,category\nTomorrow, and Tomorrow,x,horror\n')
    expect(csv).toMatch(/^title,description,category,problem\r\nTomorrow, and Tomorrow,x,horror,The row has/)
    expect(readFile(csv).rows).toMatchObject([{ problem: { code: 'ragged_row' } }])
  })

  it('of JSON become CSV with a column for each member', () => {
    const books = [{ title: '', description: 'Sand.', category: null, tags: ['x'] }, 1]
    const csv = failedRowsOf(JSON.stringify({ format: 'bookplate', version: 2, books }))
    expect(csv.split('\r\n')).toHaveLength(4)
    expect(readFile(csv.replace(/^,/m, 'Dune,')).rows).toMatchObject([
      { fields: { title: 'Dune', tags: ['x'] } },
      { problem: { code: 'title_empty' } },
    ])
  })
})
