import { describe, expect, it } from 'vitest'
import { parseImport } from '../../../src/books/import/parse.ts'
import { unreadable } from '../../../src/books/import/report.ts'
import { encode, readFile } from './read.ts'

const line = 'Dune,Sand.,fantasy,2023-04-15T09:30:00.250Z'
const header = 'title,description,category,created_at'
const dune = {
  title: 'Dune',
  description: 'Sand.',
  category: 'fantasy',
  categoryGuessed: false,
  createdAt: new Date('2023-04-15T09:30:00.250Z'),
}

describe('our CSV', () => {
  it.each([
    ['CRLF', `${header}\r\n${line}\r\n`],
    ['LF', `${header}\n${line}\n`],
    ['both', `${header}\r\n${line}\n`],
    ['no line end at the end', `${header}\n${line}`],
    ['a byte order mark', `\ufeff${header}\n${line}`],
    ['quotes around every cell', `${header}\r\n"${line.replaceAll(',', '","')}"\r\n`],
    ['quotes in the header', `"${header.replaceAll(',', '","')}"\r\n${line}`],
    [
      'capitals and spaces',
      `TITLE, Description,Category ,Created_At\n${line.replace('fantasy', 'Fantasy ')}`,
    ],
    ['semicolons', `${header}\n${line}`.replaceAll(',', ';')],
    ['tabs', `${header}\n${line}`.replaceAll(',', '\t')],
    [
      'columns in another order',
      'category,created_at,description,title\nfantasy,2023-04-15T09:30:00.250Z,Sand.,Dune',
    ],
    ['a guarded cell', `${header}\n'${line}`.replace("'Dune", 'Dune')],
  ])('is read with %s', (_, text) => {
    expect(readFile(text)).toEqual({
      kind: 'rows',
      format: 'bookplate_csv',
      header: expect.any(Array),
      ignoredColumns: [],
      rows: [{ row: 1, ...dune }],
    })
  })

  it('may have other columns, which are reported, and no dates', () => {
    const { rows, ignoredColumns } = readFile('Shop,title,description,category, Note\nx,Dune,Sand.,fantasy,y')
    expect(ignoredColumns).toEqual(['Shop', ' Note'])
    expect(rows).toEqual([{ row: 1, ...dune, createdAt: undefined }])
  })

  it('counts blank rows, but does not report them', () => {
    const { rows } = readFile(`${header}\n\n,,,\n${line}\n  \r\n${line}\n\n`)
    expect(rows.map(({ row }) => row)).toEqual([3, 5])
  })

  it.each([
    ['ragged_row', 'Dune,Sand.,fantasy'],
    ['ragged_row', `${line},more`],
    ['malformed_quotes', '"Dune" Messiah",Sand.,fantasy,'],
    ['title_empty', ' \t\u00a0,Sand.,fantasy,'],
    ['title_too_long', `${'x'.repeat(201)},Sand.,fantasy,`],
    ['description_too_long', `Dune,${'x'.repeat(5001)},fantasy,`],
    ['unknown_category', 'Dune,Sand.,sci-fi,'],
    ['unknown_category', 'Dune,Sand.,,'],
    ['invalid_date', 'Dune,Sand.,fantasy,yesterday'],
    ['invalid_date', 'Dune,Sand.,fantasy,2023-02-29T00:00:00Z'],
    ['invalid_date', 'Dune,Sand.,fantasy,2023-04-15'],
    ['invalid_date', 'Dune,Sand.,fantasy,2023-04-15T24:00:00Z'],
    ['invalid_date', 'Dune,Sand.,fantasy,9999-12-31T23:59:59-01:00'],
    ['invalid_date', 'Dune,Sand.,fantasy,9999-12-31T23:59:59Z'],
  ])('has the problem %s in the row %s', (code, bad) => {
    const [before, failed, after] = readFile(`${header}\n${line}\n${bad}\n${line}\n`).rows
    expect(before).toEqual({ row: 1, ...dune })
    expect(failed).toMatchObject({ row: 2, problem: { code, message: expect.stringMatching(/^[A-Z].*\.$/) } })
    expect(after).toEqual({ row: 3, ...dune })
  })

  it('counts code points', () => {
    const [row] = readFile(`${header}\n${'📚'.repeat(200)},${'📚'.repeat(5000)},fantasy,`).rows
    expect(row?.problem).toBeUndefined()
  })

  it('reports the first 200 code points of a title', () => {
    const [row] = readFile(`${header}\n${'📚'.repeat(250)},,fantasy,`).rows
    expect(row?.title).toBe('📚'.repeat(200))
  })
})

describe('an unreadable file', () => {
  const many = (count: number) => `${header}\n${`${line}\n`.repeat(count)}`

  it.each<[keyof typeof unreadable, string, Uint8Array]>([
    ['not_utf8', 'Latin-1', Uint8Array.of(...encode(`${header}\nCaf`), 0xe9, ...encode(',,horror,\n'))],
    ['not_utf8', 'UTF-16', Uint8Array.of(0xff, 0xfe, 0x74, 0)],
    ['not_utf8', 'an incomplete character', encode(`${header}\né`).subarray(0, -1)],
    ['unknown_format', 'an empty file', encode('')],
    ['unknown_format', 'a header of other columns', encode('name,pages\n')],
    ['unknown_format', 'a JSON array', encode('[]')],
    ['unknown_format', 'an image', encode('GIF89a\n\n')],
    ['repeated_column', 'two titles', encode(`title,${header}\n`)],
    ['row_without_end', 'a quote that is never closed', encode(`${header}\n"${line}\n${line}\n`)],
    ['row_without_end', 'a header that never ends', encode('title,'.repeat(50_000))],
    ['malformed_csv', 'quotes that are not doubled', encode(`${header}\n${'"a"b",,horror,\n'.repeat(1001)}`)],
    ['too_many_rows', '10,001 rows', encode(many(10_001))],
    ['too_many_rows', '100,001 blank rows', encode(`${header}${'\n'.repeat(100_002)}`)],
  ])('is %s: %s', (reason, _, file) => {
    expect(parseImport(file)).toEqual({ kind: 'unreadable', reason, message: unreadable[reason] })
  })

  it('has more than 10,000 rows', () => {
    expect(readFile(many(10_000)).rows).toHaveLength(10_000)
  })
})
