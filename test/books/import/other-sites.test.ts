import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { parseImport } from '../../../src/books/import/parse.ts'
import type { ReadFile } from '../../../src/books/import/report.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'

const parsed = (bytes: Uint8Array): ReadFile => {
  const file = parseImport(bytes)
  if (file.kind === 'unreadable') throw new Error(file.message)
  return file
}
const fixture = async (name: string): Promise<ReadFile> => {
  const response = await env.FIXTURES.fetch(`http://fixtures/${name}`)
  return parsed(new Uint8Array(await response.arrayBuffer()))
}
const day = (text: string) => new Date(`${text}T00:00:00.000Z`)

describe("Goodreads' export", () => {
  it('gives titles, authors with reviews, categories from shelves, and the days they were added', async () => {
    const { format, rows } = await fixture('goodreads.csv')
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

  it('says which columns are not imported: private notes stay private', async () => {
    const { ignoredColumns } = await fixture('goodreads.csv')
    expect(ignoredColumns).toHaveLength(17)
    expect(ignoredColumns).toContain('Private Notes')
  })

  it('may come from before a column was there, and lack a date', () => {
    const text = 'Title,Author,Exclusive Shelf,My Review,Date Added\nDune,Frank Herbert,read,,\n'
    const { rows } = parsed(new TextEncoder().encode(text))
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

  it.each(['4/15/2023', '15.04.2023', '2023/13/01', '2023/02/30', 'Apr 15'])('refuses the day %s', (date) => {
    const text = `Title,Author,Exclusive Shelf,Date Added\nDune,Frank Herbert,read,${date}\n`
    expect(parsed(new TextEncoder().encode(text)).rows).toMatchObject([{ problem: { code: 'invalid_date' } }])
  })

  it.each([1, 2, 3])('of 5,000 rows with every quirk is read to the last row (%i)', (seed) => {
    const { bytes, failing } = makeGoodreadsExport(5000, seed)
    const { rows } = parsed(bytes)
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1))
    expect(rows.filter(({ problem }) => problem).map(({ row }) => row)).toEqual(failing)
    expect(rows.filter(({ row, title }) => title?.endsWith(` ${row}`)).length).toBeGreaterThan(4800)
  })
})

describe("StoryGraph's export", () => {
  it('gives titles, authors with reviews, categories from tags, and the days they were added', async () => {
    const { format, rows } = await fixture('storygraph.csv')
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
