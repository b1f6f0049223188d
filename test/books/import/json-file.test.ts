import { describe, expect, it } from 'vitest'
import { parseImport } from '../../../src/books/import/parse.ts'
import { encode } from './read.ts'

const book = {
  title: ' Dune ',
  description: 'Sand.',
  category: 'fantasy',
  created_at: '2023-04-15T09:30:00.250Z',
}
const file = { format: 'bookplate', version: 1, note: 'Covers are not included.', books: [book] }
const parse = (text: string) => parseImport(encode(text))

describe('our JSON', () => {
  it.each([
    ['as exported', JSON.stringify(file)],
    ['on several lines', JSON.stringify(file, null, 2)],
    ['after a byte order mark and white space', `\ufeff \r\n\t${JSON.stringify(file)}\n`],
  ])('is read %s', (_, text) => {
    expect(parse(text)).toEqual({
      kind: 'rows',
      format: 'bookplate_json',
      header: ['title', 'description', 'category', 'created_at', 'json'],
      ignoredColumns: [],
      rows: [
        {
          row: 1,
          title: 'Dune',
          description: 'Sand.',
          category: 'fantasy',
          categoryGuessed: false,
          createdAt: new Date('2023-04-15T09:30:00.250Z'),
        },
      ],
    })
  })

  it.each<[string, unknown]>([
    ['A book does not have this field: isbn.', { ...book, isbn: '1' }],
    [
      'A book does not have this field: __proto__.',
      JSON.parse('{"title":"","description":"","category":"","__proto__":1}'),
    ],
    ['A field is missing or is not valid: description.', { title: 'Dune', category: 'fantasy' }],
    ['A field is missing or is not valid: title.', { ...book, title: 1 }],
    ['A field is missing or is not valid: created_at.', { ...book, created_at: null }],
    ['The text is not well-formed Unicode.', { ...book, title: 'a\ud800' }],
    ['The date lies in the future or does not have the format of an export.', { ...book, created_at: '' }],
    [
      'The date lies in the future or does not have the format of an export.',
      { ...book, created_at: '2023-04-15' },
    ],
    ['The title is missing.', { ...book, title: ' ' }],
  ])('has a problem in one book: %s', (message, bad) => {
    const parsed = parse(JSON.stringify({ ...file, books: [book, bad, book] }))
    expect(parsed).toMatchObject({ rows: [{ row: 1 }, { row: 2, problem: { message } }, { row: 3 }] })
    expect(parsed.kind === 'rows' && parsed.rows.filter(({ problem }) => problem)).toHaveLength(1)
  })

  it.each([null, 1, 'x', [], [[]]])('has a problem for a row that is %j', (bad) => {
    const parsed = parse(JSON.stringify({ ...file, books: [bad] }))
    expect(parsed).toMatchObject({
      rows: [{ row: 1, problem: { code: 'invalid_field' }, cells: ['', '', '', '', JSON.stringify(bad)] }],
    })
  })

  it.each([
    ['malformed_json', '{"format":"bookplate","version":1,"books":[{"title":"a"}'],
    ['malformed_json', '{"format":"bookplate","version":1,"books":[],"books":[]}'],
    ['malformed_json', '{"format":"bookplate","version":1,"books":[{"title":"a","title":"b"}]}'],
    ['unknown_format', '{}'],
    ['unknown_format', JSON.stringify({ ...file, version: 2 })],
    ['unknown_format', JSON.stringify({ ...file, format: 'other' })],
    ['unknown_format', JSON.stringify({ ...file, books: {} })],
    ['unknown_format', JSON.stringify({ ...file, more: 1 })],
    ['too_many_rows', JSON.stringify({ ...file, books: Array(10_001).fill(book) })],
    ['too_many_rows', `{"a":${'['.repeat(600_000)}${']'.repeat(600_000)}}`],
  ])('is unreadable as %s: %.60s', (reason, text) => {
    expect(parse(text)).toMatchObject({ kind: 'unreadable', reason })
  })
})
