import { describe, expect, it } from 'vitest'
import { parseImport } from '../../../src/books/import/parse.ts'
import { encode, readFile } from './read.ts'

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
      kind: 'mapping',
      problem: 'unknown_column',
      column: 'Titel',
    })
  })

  it('of one column for two fields is named: one of them would be lost', () => {
    const mapping = { title: 'Name', series: ' name' }
    expect(parseImport(encode('Name,Author\nDune,Frank Herbert\n'), { mapping })).toEqual({
      kind: 'mapping',
      problem: 'shared_column',
      column: ' name',
    })
  })

  it('that is proposed can be sent back, also with columns of the same name', () => {
    const twice = 'Title,Author,Author,Title\nDune,Frank Herbert,Kit Moss,Sand\n'
    const { mapping, rows } = readFile(twice)
    expect(readFile(twice, { mapping: mapping ?? undefined }).rows).toEqual(rows)
    expect(rows).toMatchObject([{ fields: { extra: { 'Author (2)': 'Kit Moss', 'Title (2)': 'Sand' } } }])
  })

  it('reads the first of several series, and keeps the others', () => {
    const title = 'Men at Arms (Discworld, #15; City Watch, #2)'
    expect(readFile(`Title,Author\n"${title}",Terry P\n`).rows).toMatchObject([
      {
        fields: { title: 'Men at Arms', series: 'Discworld', series_number: 15, extra: { Title: title } },
        issues: [{ column: 'Title', code: 'second_value' }],
      },
    ])
  })

  it.each([
    ['9999-01-01', null],
    ['0000-05-01', null],
    ['0101-01-01T00:00:00+00:00', null],
    ['1965-08-01', 1965],
  ])('reads the year of a date that a book can have: %s', (date, published_year) => {
    const { rows } = readFile(`Title,Author,Year\nDune,Frank Herbert,${date}\n`)
    expect(rows).toMatchObject([{ fields: { published_year, extra: { Year: date } } }])
  })

  it.each([
    [
      'a table in German',
      'Buch;Autorin;gelesen am;Seitenzahl;Sterne;Laden',
      'Dune;Frank Herbert;2023-05-01;604;4,5;Ecke',
      {
        authors: ['Frank Herbert'],
        pages: 604,
        rating: 4.5,
        readings: [{ finished_on: '2023-05-01' }],
        extra: { Laden: 'Ecke' },
      },
    ],
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
