import { describe, expect, it } from 'vitest'
import { goodreads } from './goodreads-row.ts'
import { fieldsOf, readFile, readOne } from './read.ts'

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
