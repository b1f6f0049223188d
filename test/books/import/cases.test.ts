import { describe, expect, it } from 'vitest'
import { latin1 } from './other-files.ts'
import { encode, fieldsOf, readFile, readOne } from './read.ts'

const header = 'Title,Author,Exclusive Shelf,Date Added,Date Read,My Review,Bookshelves,ISBN13,My Rating'
const goodreads = (cells: Partial<Record<string, string>>) => {
  const names = header.split(',')
  const all: Partial<Record<string, string>> = { Title: 'A', Author: 'Ada', ...cells }
  const line = names.map((name) => `"${(all[name] ?? '').replaceAll('"', '""')}"`).join(',')
  return `${header}\n${line}\n`
}

describe('shapes that spreadsheets write', () => {
  const lines = ['Title,Author,Exclusive Shelf,Date Added', 'A,Ada,read,2023/04/15', 'B,Ben,to-read,']
  it.each([
    ['CR alone', lines.join('\r')],
    ['CR alone, and at the end', `${lines.join('\r')}\r`],
    ['CRLF', lines.join('\r\n')],
    ['sep=;', `sep=;\r\n${lines.join('\r\n').replaceAll(',', ';')}`],
    ['sep=; in quotes', `"sep=;"\n${lines.join('\n').replaceAll(',', ';')}`],
    ['sep=| ', `sep=|\n${lines.join('\n').replaceAll(',', '|')}`],
    ['tabs', lines.join('\n').replaceAll(',', '\t')],
    ['blank cells too many', lines.map((line) => `${line},,,`).join('\n')],
    ['blank cells left out', lines.join('\n').replace(/,+\n|,$/g, '\n')],
    ['blank lines', `${lines.join('\n\n')}\n,,,\n`],
  ])('are read: %s', (_, text) => {
    const { rows } = readFile(text)
    expect(rows).toMatchObject([
      { fields: { title: 'A', authors: ['Ada'], status: 'read' }, createdAt: new Date('2023-04-15') },
      { fields: { title: 'B', authors: ['Ben'], status: 'want_to_read' } },
    ])
  })

  const utf16 = (text: string, isLittle: boolean) => {
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle)
    return bytes
  }
  const text = 'Title,Author,Exclusive Shelf\nCafé,Zoë,read\n'
  it.each([
    ['UTF-8', encode(text)],
    ['UTF-8 with a mark', encode(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', utf16(`\ufeff${text}`, true)],
    ['UTF-16 BE with a mark', utf16(`\ufeff${text}`, false)],
    ['UTF-16 LE', utf16(text, true)],
    ['UTF-16 BE', utf16(text, false)],
    ['Windows-1252', latin1(text)],
  ])('are read in %s', (_, bytes) => {
    expect(readOne(bytes).fields).toMatchObject({ title: 'Café', authors: ['Zoë'] })
  })

  it('keep the signs of Windows-1252 that Latin-1 does not have', () => {
    expect(readOne(latin1('Title,Author,Exclusive Shelf\n\x93A\x94 \x96 \x80,Ada,read\n')).fields.title).toBe(
      '“A” – €',
    )
  })

  it('name the cells of damaged UTF-8', () => {
    const bytes = encode('Title,Author,Exclusive Shelf\nCafé été,Zoë,read\n')
    bytes[bytes.indexOf(0xa9)] = 0x20
    const { fields, issues } = readOne(bytes)
    expect(fields.authors).toEqual(['Zoë'])
    expect(issues).toMatchObject([{ column: 'Title', code: 'damaged_text' }])
  })

  it.each(['Title', 'titel', 'Book Title'])('have any columns: %s', (name) => {
    const { format, mapping, rows } = readFile(`Shop,${name}\nx,Dune\n`)
    expect([format, mapping]).toEqual(['other', { title: name }])
    expect(rows).toMatchObject([{ fields: { title: 'Dune', extra: { Shop: 'x' } } }])
  })
})

describe('dates', () => {
  const now = new Date('2026-11-26T11:00:00Z')
  const added = (...cells: string[]) => {
    const text = `Title,Author,Exclusive Shelf,Date Added\n${cells.map((cell) => `A,Ada,read,"${cell}"\n`).join('')}`
    const { rows, ambiguousDates } = readFile(text, { now })
    const found = rows.map((row) =>
      row.problem === undefined ? (row.createdAt?.toISOString().slice(0, 19) ?? row.issues[0]?.code) : '',
    )
    return [found, ambiguousDates.map(({ examples }) => examples)]
  }

  it.each([
    ['2023/4/5', '2023-04-05T00:00:00'],
    ['2023/04/15 10:11:12', '2023-04-15T10:11:12'],
    ['2023-04-15T10:11:12+02:00', '2023-04-15T08:11:12'],
    ['4/15/2023', '2023-04-15T00:00:00'],
    ['4/15/2023 1:05 PM', '2023-04-15T13:05:00'],
    ['21/1/2023', '2023-01-21T00:00:00'],
    ['15.04.2023', '2023-04-15T00:00:00'],
    ['3.4.2023', '2023-04-03T00:00:00'],
    ['5/5/2023', '2023-05-05T00:00:00'],
    ['45031', '2023-04-15T00:00:00'],
    ['March 03, 2026 09:15', '2026-03-03T09:15:00'],
    ['3 Mar 2026', '2026-03-03T00:00:00'],
    ['[2010-01-05]', '2010-01-05T00:00:00'],
    ['2026/11/27', '2026-11-26T11:00:00'],
    ['2021/01/00', 'partial_date'],
    ['0000/00/00', 'partial_date'],
    ['2021', 'partial_date'],
    ['2021-04', 'partial_date'],
    ['2023/13/01', 'invalid_date'],
    ['2023/02/30', 'invalid_date'],
    ['yesterday', 'invalid_date'],
    ['1/1/23', 'invalid_date'],
    ['9999/12/31', 'future_date'],
    ['2026/11/28', 'future_date'],
    ['73050', 'future_date'],
    ['03/04/2021', 'ambiguous_date'],
  ])('%s is %s', (cell, expected) => {
    expect(added(cell)[0]).toEqual([expected])
  })

  it('have the order that a day over 12 anywhere in the column tells', () => {
    expect(added('03/04/2021', '13/04/2021')).toEqual([['2021-04-03T00:00:00', '2021-04-13T00:00:00'], []])
    expect(added('03/04/2021', '04/13/2021')).toEqual([['2021-03-04T00:00:00', '2021-04-13T00:00:00'], []])
  })

  it('that contradict each other are asked for, and those that are certain are read', () => {
    expect(added('03/04/2021', '13/04/2021', '04/13/2021')).toEqual([
      ['ambiguous_date', '2021-04-13T00:00:00', '2021-04-13T00:00:00'],
      [['03/04/2021']],
    ])
  })

  it('have the order that the reader gives', () => {
    const text = goodreads({ 'Date Read': '03/04/2021', 'Date Added': '03/05/2021' })
    expect(readFile(text).ambiguousDates).toEqual([
      { column: 'Date Added', examples: ['03/05/2021'], count: 1 },
      { column: 'Date Read', examples: ['03/04/2021'], count: 1 },
    ])
    const read = (dateOrder: 'dmy' | 'mdy') => fieldsOf(text, { dateOrder }).readings[0]?.finished_on
    expect([read('dmy'), read('mdy')]).toEqual(['2021-04-03', '2021-03-04'])
    expect(fieldsOf(text)).toMatchObject({ extra: { 'Date Read': '03/04/2021', 'Date Added': '03/05/2021' } })
  })
})

describe('cells that no field can have', () => {
  it.each([
    [{ ISBN13: '9.78E+12' }, 'ISBN13: lost_isbn', '9.78E+12'],
    [{ ISBN13: '9,78014E+12' }, 'ISBN13: lost_isbn', undefined],
    [{ ISBN13: '9780441013590' }, 'ISBN13: invalid_isbn', '9780441013590'],
    [{ 'My Rating': '7' }, 'My Rating: invalid_rating', '7'],
    [{ 'My Rating': '4.3' }, 'My Rating: invalid_rating', '4.3'],
    [{ 'Date Read': 'last summer' }, 'Date Read: invalid_date', 'last summer'],
    [{ Bookshelves: `${'x'.repeat(51)}, ok` }, 'Bookshelves: too_long', 'x'.repeat(51)],
    [{ Title: 'x'.repeat(201) }, 'Title: title_shortened', 'x'.repeat(201)],
  ])('are kept and named: %j', (cells, issue, kept) => {
    const { issues, extra } = fieldsOf(goodreads(cells))
    expect(issues[0]).toBe(issue)
    if (kept) expect(Object.values(extra)).toContain(kept)
  })

  it('of 101 shelves keep the last', () => {
    const shelves = Array.from({ length: 101 }, (_, at) => `shelf-${at}`)
    const { tags, extra, issues } = fieldsOf(goodreads({ Bookshelves: shelves.join(', ') }))
    expect([tags.length, extra.Bookshelves, issues]).toEqual([100, 'shelf-100', ['Bookshelves: too_many']])
  })

  it.each([5001, 20_000])('a review of %i characters is kept', (length) => {
    expect(fieldsOf(goodreads({ 'My Review': '📚'.repeat(length) })).review).toBe('📚'.repeat(length))
  })

  it('a longer review is kept in parts, and a row with more than a book can keep fails', () => {
    const { review, extra, issues } = fieldsOf(goodreads({ 'My Review': 'x'.repeat(20_001) }))
    expect([review, issues]).toEqual(['', ['My Review: too_long']])
    expect(Object.keys(extra).filter((name) => name.startsWith('My Review'))).toHaveLength(5)
    const { rows } = readFile(goodreads({ 'My Review': 'x'.repeat(40_000) }))
    expect(rows).toMatchObject([{ problem: { code: 'too_much_text' } }])
  })

  it('of a hundred columns share own fields', () => {
    const names = Array.from({ length: 100 }, (_, at) => `Column ${at}`)
    const { extra } = readOne(
      `Title,${names.join()}\nA,${names.map((_, at) => `value ${at}`).join()}\n`,
    ).fields
    expect(Object.keys(extra).length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(extra)).toContain('Column 99: value 99')
  })

  it('have names of their own where columns have one name, a long one or none', () => {
    const long = 'n'.repeat(101)
    const { extra } = readOne(`Title,Shop,Shop,,${long},__proto__\nA,1,2,3,4,5\n`).fields
    expect(Object.entries(extra)).toEqual([
      ['Shop', '1'],
      ['Shop (2)', '2'],
      ['Column 4', '3'],
      ['Column 5', '4'],
      ['__proto__', '5'],
    ])
  })
})

describe('text and shelves', () => {
  it('a review has its entities and links as text', () => {
    expect(fieldsOf(goodreads({ 'My Review': 'It&rsquo;s [book:X|1] &#146;' })).review).toBe('It’s X ’')
  })

  it.each([
    ['to-read, 2019, kindle', null],
    ['non-romance', null],
    ['not-fantasy', null],
    ['no-science', null],
    ['romance-free', null],
    ['Fiction;Science', 'science'],
  ])('genres are shelves: %s', (genres, category) => {
    const text = `Title,Author,Exclusive Shelf,Genres\nA,Ada,read,"${genres}"\n`
    const { tags, category: found } = readOne(text).fields
    expect(found).toBe(category)
    expect(tags).toEqual(genres.split(/[,;]\s*/))
  })
})
