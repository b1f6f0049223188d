import { describe, expect, it } from 'vitest'
import { fixture } from '../../support/makers.ts'
import { bookwyrm, calibre, latin1, librarything, storygraph } from './other-files.ts'
import { readFile } from './read.ts'

const read = (file: string | Uint8Array) => {
  const { format, rows } = readFile(file)
  return { format, books: rows.map((row) => (row.problem === undefined ? row.fields : row.problem.code)) }
}

describe('Goodreads', () => {
  it('has title and series, authors, ISBN, editions, readings, shelves, review, notes and copies', async () => {
    const { format, books } = read(await (await fixture('goodreads.csv')).bytes())
    expect(format).toBe('goodreads')
    expect(books).toMatchObject([
      {
        title: 'A House of Salt',
        series: 'Tides',
        series_number: 1,
        authors: ['Ina Brandt'],
        isbn: '9780441013593',
        rating: 5,
        publisher: 'Ace',
        format: 'paperback',
        pages: 604,
        published_year: 2005,
        readings: [{ started_on: null, finished_on: '2023-05-01' }],
        tags: ['favorites', 'epic-fantasy'],
        category: 'fantasy',
        status: 'read',
        review: 'Slow at first, then "wow".\n\nBetter than any sequel & prequel <3',
        notes: 'lent to Sam',
        owned: true,
        extra: { 'Original Publication Year': '1965', 'Average Rating': '4.26' },
      },
      {
        title: "'Tis a Long Night",
        authors: ['Oskar Lind', 'Mira Vale', 'Tom Reed (Translator)'],
        isbn: null,
        rating: null,
        format: 'ebook',
        readings: [],
        tags: [],
        category: null,
        status: 'want_to_read',
        owned: false,
        extra: { Binding: 'Kindle Edition' },
      },
      {
        isbn: '9780316769488',
        readings: [
          { started_on: null, finished_on: null },
          { started_on: null, finished_on: '2020-02-29' },
        ],
        review: 'First line.\nSecond line, see Other Cells.',
        category: 'science',
      },
      'title_empty',
    ])
  })
})

it('StoryGraph has quarter stars, readings as ranges, and moods, pace and warnings as own fields', () => {
  const { format, books } = read(storygraph)
  expect(format).toBe('storygraph')
  expect(books).toMatchObject([
    {
      authors: ['Ina Brandt', 'Kit Moss'],
      rating: 3.75,
      readings: [
        { started_on: '2025-03-01', finished_on: '2025-03-14' },
        { started_on: '2024-01-02', finished_on: '2024-02-03' },
      ],
      review: 'Slow\u00a0start.',
      tags: ['cozy mystery', 'own'],
      category: 'thriller',
      owned: true,
      extra: { Moods: 'tense, dark', Pace: 'fast', 'Content Warnings': 'Graphic: Death' },
    },
    { format: 'ebook', status: 'did_not_finish', extra: { 'ISBN/UID': 'B00ABC123X' } },
    { format: 'audiobook', readings: [{ started_on: '2025-02-03', finished_on: null }], rating: 0.25 },
    {
      format: 'other',
      status: null,
      tags: ['paused'],
      extra: { 'ISBN/UID': '9.78044E+12', 'Star Rating': '4.3' },
    },
  ])
})

it('LibraryThing is tab-delimited text in Latin-1 whose quotes are letters', () => {
  const { format, books } = read(latin1(librarything))
  expect(format).toBe('librarything')
  expect(books).toMatchObject([
    {
      title: 'Café "Noir"',
      authors: ['Ana García', 'Jörg Müller', 'Ann Lee'],
      published_year: 2005,
      review: 'Très bon.\nFini.',
      rating: 4.5,
      notes: 'From Zoë',
      description: 'A café.',
      readings: [{ started_on: '2010-01-06', finished_on: '2010-02-01' }],
      status: 'want_to_read',
      owned: true,
      language: 'de',
      isbn: '9780441013593',
      extra: { Comment: 'Signed', Publication: 'Berlin : Verlag, 2005.' },
    },
    { title: '"Surely You\'re Joking!"', published_year: 1985, rating: null, category: 'science' },
  ])
})

it('LibraryThing may be CSV, also after a spreadsheet', () => {
  const csv = librarything
    .split('\n')
    .map((line) =>
      line
        .split('\t')
        .map((cell) => `"${cell.replaceAll('"', '""')}"`)
        .join(','),
    )
    .join('\r\n')
  expect(read(csv)).toEqual(read(latin1(librarything)))
})

it('the CSV catalogue of Calibre has series, comments and languages', () => {
  const { format, books } = read(calibre)
  expect(format).toBe('calibre')
  expect(books).toMatchObject([
    {
      title: 'A House of Salt',
      authors: ['Ina Brandt', 'Kit Moss'],
      description: 'Slow & good.',
      series: 'Tides',
      series_number: 2,
      language: 'en',
      published_year: 2005,
      rating: 4,
      tags: ['Fantasy', 'Sea'],
      extra: { pubdate: '2005-03-01T00:00:00+00:00', formats: 'epub, mobi' },
    },
    {
      title: 'Moor',
      isbn: null,
      rating: 3.5,
      // Calibre writes it for every book.
      series_number: null,
      extra: { isbn: '044101359', series_index: '1.0' },
    },
  ])
})

it('BookWyrm has shelves, dates and a review', () => {
  const { format, books } = read(bookwyrm)
  expect(format).toBe('bookwyrm')
  expect(books).toMatchObject([
    {
      authors: ['Ina Brandt', 'Kit Moss'],
      readings: [{ started_on: '2024-01-02', finished_on: '2024-02-03' }],
      status: 'read',
      rating: 4,
      review: 'A sea that thinks.',
      extra: { review_name: 'On Tides', review_cw: 'spoilers' },
    },
    { status: null, tags: ['my-shelf-12'], extra: { stopped_date: '2024-03-01', shelf_name: 'My shelf' } },
  ])
})
