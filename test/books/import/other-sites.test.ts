import { describe, expect, it } from 'vitest'
import { fixture } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'
import { readFile } from './read.ts'

const readFixture = async (name: string) => readFile(await (await fixture(name)).bytes())
const day = (text: string) => new Date(`${text}T00:00:00.000Z`)

describe('an export of Goodreads', () => {
  it('has titles, authors with reviews, categories from shelves, and days of addition', async () => {
    const { format, rows } = await readFixture('goodreads.csv')
    expect(format).toBe('goodreads')
    expect(rows).toMatchObject([
      {
        row: 1,
        title: 'A House of Salt (Tides, #1)',
        description: 'By Ina Brandt\n\nSlow at first, then "wow".\n\nBetter than any sequel & prequel <3',
        category: 'fantasy',
        categoryGuessed: false,
        createdAt: day('2023-04-15'),
      },
      {
        row: 2,
        title: "'Tis a Long Night",
        description: 'By Oskar Lind, Mira Vale, Tom Reed (Translator)',
        category: 'fantasy',
        categoryGuessed: true,
        createdAt: day('2022-12-31'),
      },
      {
        row: 3,
        title: 'Cell Lines',
        description: 'By Ana Duarte\n\nFirst line.\nSecond line, see Other Cells.',
        category: 'science',
        categoryGuessed: false,
        createdAt: day('2020-02-01'),
      },
      { row: 4, title: '', problem: { code: 'title_empty' } },
    ])
  })

  it('has columns that are not imported, and reports them: private notes stay private', async () => {
    const { ignoredColumns } = await readFixture('goodreads.csv')
    expect(ignoredColumns).toHaveLength(17)
    expect(ignoredColumns).toContain('Private Notes')
  })

  it('may be older than a column, and have no date', () => {
    const text = 'Title,Author,Exclusive Shelf,My Review,Date Added\nDune,Frank Herbert,read,,\n'
    const { rows } = readFile(text)
    expect(rows).toEqual([
      {
        row: 1,
        title: 'Dune',
        description: 'By Frank Herbert',
        category: 'fantasy',
        categoryGuessed: true,
        createdAt: undefined,
      },
    ])
  })

  it.each(['4/15/2023', '15.04.2023', '2023/13/01', '2023/02/30', 'Apr 15'])(
    'has a problem for the day %s',
    (date) => {
      const text = `Title,Author,Exclusive Shelf,Date Added\nDune,Frank Herbert,read,${date}\n`
      expect(readFile(text).rows).toMatchObject([{ problem: { code: 'invalid_date' } }])
    },
  )

  it.each([1, 2, 3])('with every quirk is read to the last row (seed %i)', (seed) => {
    const count = repetitions(1000, 10_000)
    const { bytes, failing } = makeGoodreadsExport(count, seed)
    const { rows } = readFile(bytes)
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    expect(rows.filter(({ problem }) => problem).map(({ row }) => row)).toEqual(failing)
    expect(rows.filter(({ row, title }) => title?.endsWith(` ${row}`)).length).toBeGreaterThan(0.96 * count)
  })
})

describe('an export of StoryGraph', () => {
  it('has titles, authors with reviews, categories from tags, and days of addition', async () => {
    const { format, rows } = await readFixture('storygraph.csv')
    expect(format).toBe('storygraph')
    expect(rows).toEqual([
      {
        row: 1,
        title: 'A House of Salt',
        description: 'By Ina Brandt, Kit Moss\n\nSlow\u00a0start.\n\nGreat end.',
        category: 'thriller',
        categoryGuessed: false,
        createdAt: day('2024-12-01'),
      },
      {
        row: 2,
        title: 'Night Birds',
        description: 'By Jo Petersen, Pauline Orr (Illustrator)',
        category: 'fantasy',
        categoryGuessed: true,
        createdAt: day('2025-01-01'),
      },
    ])
  })
})
