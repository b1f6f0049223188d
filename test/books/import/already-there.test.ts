import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { signedIn } from '../../support/makers.ts'
import { add, csvOf, isbnA, isbnB, outcomesOf, read } from './goodreads-rows.ts'
import { countOf, previewOf, reportOf } from './transfer.ts'

// The index of titles alone stays until the deploy after.
beforeAll(async () => {
  await env.DB.exec('drop index if exists books_title')
})

describe('a row is a book of the library', () => {
  it.each([
    [
      'of the same ISBN',
      { title: 'Other', authors: ['Other'], isbn: isbnA },
      `Dune,Frank Herbert,read,${isbnA},,,`,
      true,
    ],
    [
      'of the same title and author, one without ISBN',
      { title: 'DÜNE', authors: ['frank herbert'] },
      `Dune,Frank Herbert,read,${isbnA},,,`,
      true,
    ],
    [
      'of the same title and author, both without',
      { title: 'Dune', authors: ['F. R. Herbert'] },
      'Dune,F.R. Herbert,read,,,,',
      true,
    ],
    [
      'not where both have an ISBN',
      { title: 'Dune', authors: ['Frank Herbert'], isbn: isbnB },
      `Dune,Frank Herbert,read,${isbnA},,,`,
      false,
    ],
    [
      'of the same title, where the book has no author',
      { title: 'Dune' },
      `Dune,Frank Herbert,read,${isbnA},,,`,
      true,
    ],
    [
      'of the same title, where the row has no author',
      { title: 'Dune', authors: ['Frank Herbert'] },
      'Dune,,read,,,,',
      true,
    ],
    [
      'not where the authors differ',
      { title: 'Nada', authors: ['Carmen X'] },
      'Nada,Janne Y,read,,,,',
      false,
    ],
    ['not where the titles differ', { title: 'Dune' }, 'Dune Messiah,Frank Herbert,read,,,,', false],
    [
      'whose title has the series',
      { title: 'Dune (Saga, #1)' },
      '"Dune (Saga, #1)",Frank Herbert,read,,,,',
      true,
    ],
  ])('%s', async (_, book, row, isThere) => {
    const as = await signedIn()
    const { id } = await add(as, book)
    const report = await reportOf(as, csvOf(row))
    expect(outcomesOf(report)).toEqual([isThere ? 'skipped in_library' : 'created'])
    if (isThere) expect(report.rows[0].match.book_ids).toEqual([id])
  })

  it('or one of several, which the preview names and apply skips', async () => {
    const as = await signedIn()
    const ids = [
      await add(as, { title: 'Dune', authors: ['A'] }),
      await add(as, { title: 'Dune', authors: ['B'] }),
    ]
    for (const report of [
      await previewOf(as, csvOf('Dune,,read,,,,')),
      await reportOf(as, csvOf('Dune,,read,,,,')),
    ]) {
      expect(outcomesOf(report)).toEqual(['skipped several'])
      expect(report.rows[0].match.book_ids.toSorted()).toEqual(ids.map(({ id }) => id).toSorted())
    }
    expect(outcomesOf(await reportOf(as, csvOf('Dune,A,read,,,,')))).toEqual(['skipped in_library'])
  })
})

describe('a row is an earlier row', () => {
  it('with its number and what differs; the same title of another author is another book', async () => {
    const as = await signedIn()
    const file = csvOf(
      'Nada,Carmen X,read,,4,first,',
      'Nada,Janne Y,read,,,second,',
      'Nada,Carmen X,read,,5,first,new',
    )
    const report = await reportOf(as, file)
    expect(outcomesOf(report)).toEqual(['created', 'created', 'skipped in_file'])
    expect(report.rows[2]).toMatchObject({ match: { rows: [1] }, changes: ['tags'], differs: ['rating'] })
    expect(await countOf(as.user.id)).toBe(2)
  })

  it('whose empty fields it fills, if asked', async () => {
    const as = await signedIn()
    const file = csvOf('Dune,,read,,4,,', `Dune,Frank Herbert,read,${isbnA},5,Good.,`)
    const report = await reportOf(as, file, { existing: 'update' })
    expect(outcomesOf(report)).toEqual(['created', 'updated in_file'])
    expect(await read(as, report.rows[0].book_id)).toMatchObject({
      authors: ['Frank Herbert'],
      isbn: isbnA,
      rating: 4,
      review: 'Good.',
    })
  })
})

it('skips a row whose title the old index has', async () => {
  const as = await signedIn()
  await add(as, { title: 'Old', authors: ['Carmen X'] })
  await env.DB.exec(`create unique index old_titles on books (user_id, title) where title = 'Old'`)
  const report = await reportOf(as, csvOf('Old,Janne Y,read,,,,', 'Dune,Ada,read,,,,'))
  await env.DB.exec('drop index old_titles')
  expect(outcomesOf(report)).toEqual(['skipped title_taken', 'created'])
})

it('a file that an older version imported creates no books', async () => {
  const as = await signedIn()
  const file = csvOf(
    '"Tides (Sea, #1)",Ina Brandt,read,9780441013593,4,Good.,x',
    'Nada,Carmen X,read,,,,',
    'Nada,Janne Y,read,,,,',
  )
  for (const [at, title, description] of [
    [1, 'Tides (Sea, #1)', 'By Ina Brandt\n\nGood.'],
    [2, 'Nada', 'By Carmen X'],
  ])
    await env.DB.prepare(
      `insert into books (id, user_id, title, description, title_words, description_words, category, version, created_at, updated_at)
       values (?, ?, ?, ?, '[]', '[]', 'fantasy', 1, 1, 1)`,
    )
      .bind(`0190a1b2-c3d4-7e5f-8a6b-${String(at).padStart(12, '0')}`, as.user.id, title, description)
      .run()
  expect(outcomesOf(await reportOf(as, file))).toEqual(Array(3).fill('skipped in_library'))
  expect(await countOf(as.user.id)).toBe(2)
  const { rows } = await previewOf(as, file, { existing: 'update' })
  expect(rows[0]).toMatchObject({ status: 'updated', match: { code: 'in_library' } })
})

it('our export is imported whole, though two of its books would be the same for another file', async () => {
  const as = await signedIn()
  const books = [
    { title: 'Dune' },
    { title: 'Dune', authors: ['Frank Herbert'] },
    { title: 'Dune', authors: ['Frank Herbert'], isbn: isbnA },
    { title: 'Dune again', isbn: isbnA },
  ].map((book, at) => ({
    description: '',
    category: null,
    ...book,
    created_at: `202${at}-01-01T00:00:00.000Z`,
  }))
  const fileOf = (part: object[]) => JSON.stringify({ format: 'bookplate', version: 2, books: part })
  // In parts, as large libraries are exported.
  expect(await reportOf(as, fileOf(books.slice(0, 2)))).toMatchObject({ created: 2, skipped: 0 })
  expect(await reportOf(as, fileOf(books.slice(2)))).toMatchObject({ created: 2, skipped: 0 })
  expect(await reportOf(as, fileOf(books))).toMatchObject({ created: 0, skipped: 4 })
  // A book that is younger than the row is the same book by the rule.
  const other = await signedIn()
  await add(other, { title: 'Mine', isbn: isbnA })
  expect(await reportOf(other, fileOf(books))).toMatchObject({ created: 2, skipped: 2 })
})
