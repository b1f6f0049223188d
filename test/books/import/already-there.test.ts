import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { api, dataOf, type Session } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { countOf, importFile, previewOf, reportOf } from './transfer.ts'

// The index of titles alone stays until the deploy after.
beforeAll(async () => {
  await env.DB.exec('drop index if exists books_title')
})

const [isbnA, isbnB] = ['9780441013593', '9780316769488']
const header = 'Title,Author,Exclusive Shelf,ISBN13,My Rating,My Review,Bookshelves'
const csv = (...rows: string[]) => `${header}\n${rows.join('\n')}\n`
const add = async (as: Session, book: object): Promise<{ id: string }> =>
  dataOf(await api.post('/books', { as, body: book }))
const read = async (as: Session, id: string) => dataOf(await api.get(`/books/${id}`, { as }))
// biome-ignore lint/suspicious/noExplicitAny: a report
const outcomes = ({ rows }: any): string[] =>
  rows.map(({ status, match }: { status: string; match: { code: string } | null }) =>
    `${status} ${match?.code ?? ''}`.trim(),
  )

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
    const report = await reportOf(as, csv(row))
    expect(outcomes(report)).toEqual([isThere ? 'skipped in_library' : 'created'])
    if (isThere) expect(report.rows[0].match.book_ids).toEqual([id])
  })

  it('or one of several, which the preview names and apply skips', async () => {
    const as = await signedIn()
    const ids = [
      await add(as, { title: 'Dune', authors: ['A'] }),
      await add(as, { title: 'Dune', authors: ['B'] }),
    ]
    for (const report of [
      await previewOf(as, csv('Dune,,read,,,,')),
      await reportOf(as, csv('Dune,,read,,,,')),
    ]) {
      expect(outcomes(report)).toEqual(['skipped several'])
      expect(report.rows[0].match.book_ids.toSorted()).toEqual(ids.map(({ id }) => id).toSorted())
    }
    expect(outcomes(await reportOf(as, csv('Dune,A,read,,,,')))).toEqual(['skipped in_library'])
  })
})

describe('a row is an earlier row', () => {
  it('with its number and what differs; the same title of another author is another book', async () => {
    const as = await signedIn()
    const file = csv(
      'Nada,Carmen X,read,,4,first,',
      'Nada,Janne Y,read,,,second,',
      'Nada,Carmen X,read,,5,first,new',
    )
    const report = await reportOf(as, file)
    expect(outcomes(report)).toEqual(['created', 'created', 'skipped in_file'])
    expect(report.rows[2]).toMatchObject({ match: { rows: [1] }, changes: ['tags'], differs: ['rating'] })
    expect(await countOf(as.user.id)).toBe(2)
  })

  it('whose empty fields it fills, if asked', async () => {
    const as = await signedIn()
    const file = csv('Dune,,read,,4,,', `Dune,Frank Herbert,read,${isbnA},5,Good.,`)
    const report = await reportOf(as, file, { existing: 'update' })
    expect(outcomes(report)).toEqual(['created', 'updated in_file'])
    expect(await read(as, report.rows[0].book_id)).toMatchObject({
      authors: ['Frank Herbert'],
      isbn: isbnA,
      rating: 4,
      review: 'Good.',
    })
  })
})

describe('existing=update', () => {
  it('fills empty fields, says which before, and leaves the others', async () => {
    const as = await signedIn()
    const book = { title: 'Dune', rating: 4, tags: ['mine'], extra: { Shop: 'x' } }
    const { id } = await add(as, book)
    const file =
      'Title,Author,Exclusive Shelf,My Rating,Bookshelves,Shop,Place\nDune,Frank Herbert,read,5,theirs,y,z\n'
    const expected = {
      changes: ['authors', 'status', 'extra'],
      differs: ['rating', 'tags', 'extra'],
      match: { code: 'in_library', book_ids: [id] },
    }
    expect(await previewOf(as, file)).toMatchObject({
      updated: 0,
      skipped: 1,
      rows: [{ status: 'skipped', ...expected }],
    })
    expect(await previewOf(as, file, { existing: 'update' })).toMatchObject({
      updated: 1,
      rows: [{ status: 'updated', ...expected }],
    })
    expect(await read(as, id)).toMatchObject({ version: 1, authors: [] })
    expect(await reportOf(as, file, { existing: 'update' })).toMatchObject({
      updated: 1,
      rows: [{ status: 'updated', ...expected }],
    })
    expect(await read(as, id)).toMatchObject({
      ...book,
      version: 2,
      authors: ['Frank Herbert'],
      status: 'read',
      extra: { Shop: 'x', Place: 'z' },
    })
    const again = await reportOf(as, file, { existing: 'update' })
    expect(again).toMatchObject({ updated: 0, skipped: 1, rows: [{ changes: [] }] })
    expect(await read(as, id)).toMatchObject({ version: 2 })
  })

  it('takes the fields that it is asked to, and their words for search', async () => {
    const as = await signedIn()
    const { id } = await add(as, { title: 'Dune', rating: 4, review: 'Old.' })
    const file = csv('Dune,,read,,5,Magnificent.,')
    await reportOf(as, file, { existing: 'update', overwrite: 'review' })
    expect(await read(as, id)).toMatchObject({ rating: 4, review: 'Magnificent.' })
    const words = await env.DB.prepare('select other_words from books where id = ?')
      .bind(id)
      .first('other_words')
    expect(words).toContain('"magnificent"')
  })

  it('does not make two books the same', async () => {
    const as = await signedIn()
    await add(as, { title: 'Dune', authors: ['Frank Herbert'] })
    const { id } = await add(as, { title: 'Dune', isbn: isbnA })
    const report = await reportOf(as, csv(`Dune,Frank Herbert,read,${isbnA},5,,`), { existing: 'update' })
    expect(outcomes(report)).toEqual(['updated in_library'])
    expect(await read(as, id)).toMatchObject({ authors: ['Frank Herbert'], rating: 5 })
    const same = await reportOf(as, csv(`Dune,Frank Herbert,read,,4,,`), { existing: 'update' })
    expect(outcomes(same)).toEqual(['updated in_library'])
  })

  it('changes what other readers see only with public fields', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const { id } = await add(as, { title: 'Dune', authors: ['Frank Herbert'] })
    const etag = async () => (await api.get(`/books/${id}`, { as: other })).headers.get('ETag')
    const before = await etag()
    await reportOf(as, csv('Dune,Frank Herbert,read,,5,,'), { existing: 'update' })
    expect(await etag()).toBe(before)
    await reportOf(as, csv(`Dune,Frank Herbert,read,${isbnA},5,,`), { existing: 'update' })
    expect(await etag()).not.toBe(before)
  })
})

describe('parallel imports', () => {
  it('create each book once', async () => {
    const as = await signedIn()
    const file = csv(...Array.from({ length: 50 }, (_, at) => `Book ${at},Ada,read,,,,`))
    const reports = await Promise.all(
      Array.from({ length: 4 }, async () => dataOf(await importFile(as, file))),
    )
    expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(50)
    expect(reports.every(({ created, skipped }) => created + skipped === 50)).toBe(true)
    expect(await countOf(as.user.id)).toBe(50)
  })

  it('update each book once to each version', async () => {
    const as = await signedIn()
    const { id } = await add(as, { title: 'Dune' })
    const files = ['5,,', ',Good.,', ',,tag'].map((rest) => csv(`Dune,Ada,read,,${rest}`))
    const reports = await Promise.all(files.map((file) => reportOf(as, file, { existing: 'update' })))
    const { version } = await read(as, id)
    expect(version - 1).toBe(reports.reduce((sum, { updated }) => sum + updated, 0))
  })
})

it('skips a row whose title the old index has', async () => {
  const as = await signedIn()
  await add(as, { title: 'Old', authors: ['Carmen X'] })
  await env.DB.exec(`create unique index old_titles on books (user_id, title) where title = 'Old'`)
  const report = await reportOf(as, csv('Old,Janne Y,read,,,,', 'Dune,Ada,read,,,,'))
  await env.DB.exec('drop index old_titles')
  expect(outcomes(report)).toEqual(['skipped title_taken', 'created'])
})

it('a file that an older version imported creates no books', async () => {
  const as = await signedIn()
  const file = csv(
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
  expect(outcomes(await reportOf(as, file))).toEqual(Array(3).fill('skipped in_library'))
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
