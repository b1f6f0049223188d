import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { goodreadsHeader, goodreadsRow, leftOut } from '../../../src/books/export/goodreads.ts'
import { bookFieldNames, emptyFields } from '../../../src/books/fields.ts'
import { plainText } from '../../../src/books/import/plain-text.ts'

/** @returns the cells of a book with these fields, by column */
const cellsOf = (fields: Partial<ExportedBook>): Record<string, string> => {
  const book = { ...emptyFields, title: 'A', createdAt: new Date(Date.UTC(2023, 3, 5, 23)), ...fields }
  const { data } = Papa.parse<Record<string, string>>(goodreadsHeader + goodreadsRow(book), {
    header: true,
    delimiter: ',',
  })
  return data[0] ?? {}
}

describe('the export for Goodreads', () => {
  it('has the columns of Goodreads, in its order', () => {
    expect(goodreadsHeader).toBe(
      'Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,' +
        'Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,' +
        'Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies\r\n',
    )
  })

  it('writes a book as Goodreads does', () => {
    const cells = cellsOf({
      title: 'The Left Hand of Darkness',
      authors: ['Ursula K. Le Guin', 'Charlie Jane Anders'],
      series: 'Hainish Cycle',
      series_number: 4.5,
      isbn: '9780441478125',
      publisher: 'Ace',
      published_year: 2000,
      pages: 304,
      format: 'paperback',
      status: 'read',
      rating: 4.5,
      readings: [
        { started_on: '2021-05-01', finished_on: '2021-06-02' },
        { started_on: null, finished_on: '2019-01-31' },
      ],
      tags: ['science fiction', 'a, b'],
      review: 'Good & cold.\n<3',
      notes: 'Lent out.',
      owned: true,
      extra: {
        'Book Id': '18423',
        'Average Rating': '4.10',
        'Original Publication Year': '1969',
        Mood: 'dark',
      },
    })
    expect(cells).toEqual({
      'Book Id': '18423',
      Title: 'The Left Hand of Darkness (Hainish Cycle, #4.5)',
      Author: 'Ursula K. Le Guin',
      'Author l-f': 'Guin, Ursula K. Le',
      'Additional Authors': 'Charlie Jane Anders',
      ISBN: '="0441478123"',
      ISBN13: '="9780441478125"',
      'My Rating': '5',
      'Average Rating': '4.10',
      Publisher: 'Ace',
      Binding: 'Paperback',
      'Number of Pages': '304',
      'Year Published': '2000',
      'Original Publication Year': '1969',
      'Date Read': '2021/06/02',
      'Date Added': '2023/04/05',
      Bookshelves: 'science fiction, a; b',
      'Bookshelves with positions': '',
      'Exclusive Shelf': 'read',
      'My Review': 'Good &amp; cold.<br/>&lt;3',
      Spoiler: '',
      'Private Notes': 'Lent out.',
      'Read Count': '2',
      'Owned Copies': '1',
    })
  })

  it('leaves cells empty of which nothing is known', () => {
    const filled = Object.entries(cellsOf({})).filter(([, cell]) => cell !== '')
    expect(Object.fromEntries(filled)).toEqual({
      Title: 'A',
      ISBN: '=""',
      ISBN13: '=""',
      'My Rating': '0',
      'Date Added': '2023/04/05',
      'Read Count': '0',
    })
  })

  it.each([
    [0.25, '1'],
    [1.25, '1'],
    [2.5, '3'],
    [3.75, '4'],
    [5, '5'],
  ])('has whole stars: %d as %s', (rating, stars) => {
    expect(cellsOf({ rating })['My Rating']).toBe(stars)
  })

  it.each([
    [null, 1],
    ['Saga', null],
    ['A (B', 1],
    [' Saga', 1],
    ['Saga,', 1],
  ])(
    'does not put the series %j, #%j into the title: it would be read as another',
    (series, series_number) => {
      expect(cellsOf({ series, series_number }).Title).toBe('A')
    },
  )

  it.each(['9780306406157', '9780804429573', '9791034304486'])(
    'has the ISBN-10 of %s if there is one',
    (isbn) => {
      const known: Record<string, string> = { '9780306406157': '0306406152', '9780804429573': '080442957X' }
      expect(cellsOf({ isbn }).ISBN).toBe(`="${known[isbn] ?? ''}"`)
    },
  )

  it.each(['=1+1', '+1', '-30-', '@home'])(
    'lets no spreadsheet run %j, and adds only what a reader trims',
    (text) => {
      const cells = cellsOf({
        title: text,
        authors: [text, text],
        publisher: text,
        tags: [text],
        review: text,
      })
      for (const name of ['Title', 'Author', 'Additional Authors', 'Publisher', 'Bookshelves'])
        expect(cells[name]).toBe(` ${text}`)
      expect(cells['My Review']).toMatch(/^&#\d+;/)
      expect(plainText(cells['My Review'] ?? '')).toBe(text)
    },
  )

  it('has the cells that an import kept of columns that say more, unless the book has changed', () => {
    const extra = {
      'Author l-f': 'Le Guin, Ursula K.',
      Binding: 'Mass Market Paperback',
      'Owned Copies': '3',
    }
    const same = { authors: ['Ursula K.  Le Guin'], format: 'paperback', owned: true, extra } as const
    expect(cellsOf({ ...same, authors: [...same.authors] })).toMatchObject(extra)
    expect(cellsOf({ authors: ['Mary Shelley'], format: 'ebook', owned: false, extra })).toMatchObject({
      'Author l-f': 'Shelley, Mary',
      Binding: 'ebook',
      'Owned Copies': '0',
    })
  })

  it('says each field that it leaves out', () => {
    const full: Partial<ExportedBook> = {
      authors: ['B'],
      description: 'B',
      category: 'horror',
      series: 'B',
      series_number: 1,
      isbn: '9780306406157',
      publisher: 'B',
      published_year: 1,
      language: 'en',
      pages: 1,
      format: 'ebook',
      status: 'read',
      rating: 1,
      progress: 1,
      readings: [{ started_on: null, finished_on: null }],
      tags: ['B'],
      review: 'B',
      notes: 'B',
      owned: true,
      extra: { B: 'B' },
    }
    const same = (name: string, value: unknown) =>
      JSON.stringify(cellsOf({ ...full, [name]: value })) === JSON.stringify(cellsOf(full))
    const without = bookFieldNames.filter(
      (name) => name !== 'title' && same(name, Reflect.get(emptyFields, name)),
    )
    expect(without).toEqual(leftOut)
  })
})
