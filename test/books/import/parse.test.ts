import { describe, expect, it } from 'vitest'
import { unreadable } from '../../../src/books/import/file/unreadable.ts'
import { parseImport } from '../../../src/books/import/parse.ts'
import { encode, readFile } from './read.ts'

const line = 'Dune,Sand.,fantasy,2023-04-15T09:30:00.250Z'
const header = 'title,description,category,created_at'
const dune = {
  fields: { title: 'Dune', description: 'Sand.', category: 'fantasy' },
  createdAt: new Date('2023-04-15T09:30:00.250Z'),
  issues: [],
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
    const { format, rows } = readFile(text)
    expect(format).toBe('bookplate_csv')
    expect(rows).toMatchObject([{ row: 1, ...dune }])
  })

  it('may have other columns, which become own fields, and no dates', () => {
    const { rows, columns } = readFile('Shop,title,description,category, Note\nx,Dune,Sand.,fantasy,y')
    expect(columns.filter(({ field }) => field === null).map(({ column }) => column)).toEqual([
      'Shop',
      'Note',
    ])
    expect(rows).toMatchObject([
      { fields: { title: 'Dune', extra: { Shop: 'x', Note: 'y' } }, createdAt: undefined },
    ])
  })

  it('counts blank rows, but does not report them', () => {
    const { rows } = readFile(`${header}\n\n,,,\n${line}\n  \r\n${line}\n\n`)
    expect(rows.map(({ row }) => row)).toEqual([3, 5])
  })

  it.each([
    ['ragged_row', `${line},more`],
    ['malformed_quotes', '"Dune" Messiah",Sand.,fantasy,'],
    ['title_empty', ' \t\u00a0,Sand.,fantasy,'],
  ])('has the problem %s in the row %s', (code, bad) => {
    const [before, failed, after] = readFile(`${header}\n${line}\n${bad}\n${line}\n`).rows
    expect(before).toMatchObject({ row: 1, ...dune })
    expect(failed).toMatchObject({ row: 2, problem: { code, message: expect.stringMatching(/^[A-Z].*\.$/) } })
    expect(after).toMatchObject({ row: 3, ...dune })
  })

  it.each([
    ['unknown_category', 'Dune,Sand.,sci-fi,', { category: 'sci-fi' }],
    ['too_long', `Dune,${'x'.repeat(5001)},fantasy,`.replace('too', ''), undefined],
    ['invalid_date', 'Dune,Sand.,fantasy,yesterday', { created_at: 'yesterday' }],
    ['future_date', 'Dune,Sand.,fantasy,9999-12-31T23:59:59Z', { created_at: '9999-12-31T23:59:59Z' }],
  ])('keeps a cell with the issue %s in extra', (code, text, extra) => {
    const [row] = readFile(`${header}\n${text}\n`).rows
    expect(row).toMatchObject({
      issues: [{ code: code === 'too_long' ? 'invalid_value' : code }],
      ...(extra && { fields: { extra } }),
    })
  })

  it('has every field as our export writes it', () => {
    const book = {
      title: ' Dune',
      authors: ['Frank Herbert', 'A, B'],
      description: '  two\r\nlines ',
      category: null,
      series: ' Dune ',
      series_number: 1.5,
      isbn: '9780441013593',
      publisher: 'Ace',
      published_year: -800,
      language: 'pt-BR',
      pages: 604,
      format: 'other',
      status: 'read',
      rating: 4.25,
      progress: 1e-7,
      readings: [{ started_on: null, finished_on: '9999-01-01' }],
      tags: ['to-read', 'a, b'],
      review: '<b>&amp;</b> [b:X|1] ',
      notes: ' ',
      owned: false,
      extra: { Shop: 'x', ['__proto__']: 'y' },
      created_at: '2023-04-15T09:30:00.250Z',
    }
    const file = JSON.stringify({ format: 'bookplate', version: 2, note: 'x', books: [book] })
    const { created_at, ...fields } = book
    expect(readFile(file)).toMatchObject({ format: 'bookplate_json', rows: [{ issues: [] }] })
    const [row] = readFile(file).rows
    expect(row?.problem === undefined && row?.fields).toEqual({ ...fields, title: 'Dune' })
  })

  it('may be written by hand', () => {
    const text = 'title,description,category,authors,tags,created_at\nDune,,,"Frank Herbert",a;b,2023-04-15\n'
    expect(readFile(text).rows).toMatchObject([
      {
        fields: { authors: ['Frank Herbert'], tags: ['a', 'b'] },
        createdAt: new Date('2023-04-15'),
        issues: [],
      },
    ])
  })
})

describe('an unreadable file', () => {
  const many = (count: number) => `${header}\n${`${line}\n`.repeat(count)}`

  it.each<[keyof typeof unreadable, string, Uint8Array]>([
    ['workbook', 'a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0)],
    ['workbook', 'an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)],
    ['not_text', 'an image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 0, 0, 0)],
    ['unknown_format', 'an empty file', encode('')],
    ['unknown_format', 'a header of other columns alone', encode('name,pages\n')],
    ['unknown_format', 'prose', encode('Once upon a time.\nThe end.\n')],
    ['unknown_format', 'an empty list', encode('[]')],
    ['unknown_format', 'a list of texts', encode('["Dune"]')],
    ['not_a_list', 'an object', encode('{"title":"Dune"}')],
    ['not_a_list', 'a newer export', encode('{"format":"bookplate","version":3,"books":[]}')],
    ['malformed_json', 'broken JSON', encode('[{"title":"Dune"}')],
    ['malformed_json', 'a name twice', encode('[{"title":"Dune","title":"Emma"}]')],
    ['row_without_end', 'a quote that is never closed', encode(`${header}\n"${line}\n${line}\n`)],
    ['row_without_end', 'a header that never ends', encode('title,'.repeat(100_000))],
    ['malformed_csv', 'quotes that are not doubled', encode(`${header}\n${'"a"b",,horror,\n'.repeat(1001)}`)],
    ['too_many_columns', '501 columns', encode(`${header},${'x,'.repeat(498)}x\n${line}`)],
    ['too_many_rows', '10,001 rows', encode(many(10_001))],
    ['too_many_rows', '100,001 blank rows', encode(`${header}${'\n'.repeat(100_002)}`)],
    ['too_many_rows', 'nested lists', encode(`[${'['.repeat(20)}${']'.repeat(20)}]`)],
  ])('is %s: %s', (reason, _, file) => {
    expect(parseImport(file)).toEqual({ kind: 'unreadable', reason, message: unreadable[reason] })
  })

  it('has more than 10,000 rows', () => {
    expect(readFile(many(10_000)).rows).toHaveLength(10_000)
  })
})
