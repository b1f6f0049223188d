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

describe('a list in JSON', () => {
  it.each(['[{"Title":"A","Author":"B"}]', ' [\n {"Title": "A", "Author": "B"} ]\n'])(
    'is read: %s',
    (text) => {
      expect(readFile(text)).toMatchObject({
        format: 'other',
        rows: [{ fields: { title: 'A', authors: ['B'] } }],
      })
    },
  )

  it('has lists, numbers and nested values in its cells', () => {
    const text = JSON.stringify([
      { name: 'A', authors: ['B, C', 'D'], tags: ['x'], pages: 9, more: { a: 1 } },
    ])
    expect(readFile(text).rows).toMatchObject([
      { fields: { title: 'A', authors: ['B, C', 'D'], tags: ['x'], pages: 9, extra: { more: '{"a":1}' } } },
    ])
  })
})

describe('a mapping', () => {
  const text = 'Buch,Wer,Mit,Wert,Rest\nDune,Frank Herbert,Kit Moss,4,x\n'
  it('gives columns to fields, and keeps the other columns', () => {
    const mapping = { title: 'buch', authors: ['Wer', 'Mit'], rating: 'Wert' }
    expect(readFile(text, { mapping }).rows).toMatchObject([
      { fields: { title: 'Dune', authors: ['Frank Herbert', 'Kit Moss'], rating: 4, extra: { Rest: 'x' } } },
    ])
  })

  it('of a column that is not there is named', () => {
    expect(parseImport(encode(text), { mapping: { title: 'Titel' } })).toEqual({
      kind: 'unknown_column',
      column: 'Titel',
    })
  })

  it.each([
    [
      'Openreads',
      'title,subtitle,author,description,status,favourite,rating,pages,publication_year,isbn,tags,my_review,notes,book_format,readings,date_added',
      'Dune,,Frank Herbert,Sand.,finished,true,4.5,604,1965,9780441013593,a|b,Good.,Own.,paperback,2023-01-01|2023-02-01|;2024-01-01|2024-02-01|,2023-04-15T10:11:12.000',
      {
        status: 'read',
        rating: 4.5,
        published_year: 1965,
        tags: ['a', 'b'],
        review: 'Good.',
        format: 'paperback',
        readings: [
          { started_on: '2023-01-01', finished_on: '2023-02-01' },
          { started_on: '2024-01-01', finished_on: '2024-02-01' },
        ],
        extra: { favourite: 'true' },
      },
    ],
    [
      'Jelu',
      'Title,Author,ISBN,Publisher,Date Read,Shelves,Bookshelves,read_dates,tags,authors,isbn10,isbn13,owned,dropped_dates,currently_reading',
      'Dune,Frank Herbert,9780441013593,Ace,2023/05/01,to-read,scifi,"2023/01/01,2023/05/01",sci fi,Frank Herbert,0441013597,9780441013593,true,,',
      {
        authors: ['Frank Herbert'],
        isbn: '9780441013593',
        owned: true,
        tags: ['to-read', 'scifi', 'sci fi'],
        readings: [{ finished_on: '2023-01-01' }, { finished_on: '2023-05-01' }],
      },
    ],
    [
      'Hardcover',
      'Title,Author,Series,Status,Media,Binding,ISBN 10,ISBN 13,Publisher,Publish Date,Pages,Owned,Date Added,Date Started,Date Finished,Rating,Review,Private Notes',
      'Dune,"Frank Herbert, Kit Moss",Dune,Currently Reading,Book,Paperback,0441013597,9780441013593,Ace,2005-08-02,604,true,2023-04-15,2023-05-01,,4.5,Good.,Mine.',
      {
        authors: ['Frank Herbert', 'Kit Moss'],
        series: 'Dune',
        status: 'reading',
        published_year: 2005,
        readings: [{ started_on: '2023-05-01', finished_on: null }],
        notes: 'Mine.',
        extra: { 'Publish Date': '2005-08-02' },
      },
    ],
    [
      'Libby',
      'cover,title,author,publisher,isbn,timestamp,activity,details,library',
      'https://x.test/1.jpg,Dune,Frank Herbert,Ace,9780441013593,"March 03, 2026 09:15",Borrowed,14 days,City',
      {
        authors: ['Frank Herbert'],
        isbn: '9780441013593',
        extra: { activity: 'Borrowed', details: '14 days' },
      },
    ],
  ])('is proposed for %s', (_, columns, cells, fields) => {
    const { format, rows } = readFile(`${columns}\n${cells}\n`)
    expect(format).toBe('other')
    expect(rows).toMatchObject([{ fields: { title: 'Dune', ...fields } }])
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
