import { describe, expect, it } from 'vitest'
import { failedRowsCsv } from '../../../src/books/import/failed-rows.ts'
import { parseImport } from '../../../src/books/import/parse.ts'
import type { FailedRow, ReadFile } from '../../../src/books/import/report.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'

const parse = (file: Uint8Array | string): ReadFile => {
  const read = parseImport(typeof file === 'string' ? new TextEncoder().encode(file) : file)
  if (read.kind === 'unreadable') throw new Error(read.message)
  return read
}
const failed = ({ rows }: ReadFile): FailedRow[] => rows.filter((row) => row.problem !== undefined)
const takeAway = (file: ReadFile) => failedRowsCsv(file.header, failed(file))

describe('the failed rows', () => {
  it('have their own cells, guarded, and what is wrong', () => {
    const file = parse(
      'Title,Author,Exclusive Shelf,ISBN,Date Added\nDune,A,read,,\n=x,"B, C",read,="044",1.1.99\n',
    )
    expect(takeAway(file)).toBe(
      'Title,Author,Exclusive Shelf,ISBN,Date Added,problem\r\n' +
        `'=x,"B, C",read,"'=""044""",1.1.99,The date is not written as in an export.\r\n`,
    )
  })

  it('can be mended and imported, their guards taken off', () => {
    const csv = takeAway(parse('Title,Author,Exclusive Shelf,Date Added\n=x,A,read,1.1.99\n'))
    expect(parse(csv.replace('1.1.99', '1999/01/01')).rows).toMatchObject([
      { row: 1, title: '=x', createdAt: new Date('1999-01-01') },
    ])
  })

  it('stay the same, however often they fail', () => {
    const once = takeAway(parse(makeGoodreadsExport(1000, 7).bytes))
    const { rows } = parse(once)
    expect(rows).toHaveLength(10)
    const twice = takeAway(parse(once))
    expect(twice.split('\r\n').map((line) => line.slice(0, 40))).toEqual(
      once.split('\r\n').map((line) => line.slice(0, 40)),
    )
  })

  it('keep a row with too many cells whole, and failing', () => {
    const csv = takeAway(parse('title,description,category\nTomorrow, and Tomorrow,x,horror\n'))
    expect(csv).toMatch(/^title,description,category,problem\r\nTomorrow, and Tomorrow,x,horror,The row has/)
    expect(parse(csv).rows).toMatchObject([{ problem: { code: 'ragged_row' } }])
  })

  it('of JSON become CSV, with all of the book in one cell', () => {
    const bad = { title: 'Dune', description: '', category: 'sci-fi', created_at: '2023-04-15T00:00:00Z' }
    const csv = takeAway(parse(JSON.stringify({ format: 'bookplate', version: 1, books: [bad, 1] })))
    expect(csv.split('\r\n')).toHaveLength(4)
    expect(parse(csv.replace('sci-fi', 'fantasy')).rows).toMatchObject([
      { title: 'Dune', category: 'fantasy' },
      { problem: { code: 'title_empty' }, cells: ['', '', '', '', '1', expect.any(String)] },
    ])
  })
})
