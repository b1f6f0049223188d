import { expect, test } from 'vitest'
import { mainColour, readable } from '../../../web/src/shelf/spines/colour.ts'
import { fillBoards } from '../../../web/src/shelf/spines/fill-boards.ts'
import { spineOf } from '../../../web/src/shelf/spines/spine-size.ts'
import { lastName } from '../../../web/src/shelf/spines/spine-text.ts'

const book = {
  id: '0192f0c4-0000-7000-8000-000000000001',
  title: 'Middlemarch',
  authors: ['George Eliot'],
  series: null,
  pages: null,
  format: null,
  category: null,
}

test('a spine is as thick as its pages, always the same, and wide enough for a finger', () => {
  const widths = [48, 300, 600, 1400].map((pages) => spineOf({ ...book, pages }, false).width)
  expect(widths).toEqual(widths.toSorted((a, b) => a - b))
  expect(new Set(widths).size).toBe(4)
  expect(spineOf(book, false)).toEqual(spineOf({ ...book }, false))
  expect(spineOf({ ...book, pages: 10 }, true).width).toBeGreaterThanOrEqual(2.75)
})

test('volumes of one series look alike', () => {
  const [one, two] = ['1', '2'].map((id) => spineOf({ ...book, id, series: 'Earthsea', pages: 200 }, false))
  expect(one).toMatchObject({ height: two?.height, binding: two?.binding, shade: two?.shade })
})

test('each book stands on one board, and no board is too full', () => {
  const widths = Array.from({ length: 100 }, (_, at) => 1.75 + (at % 5) / 2)
  const boards = fillBoards(widths, (width) => width, 30)
  expect(boards.flatMap(({ books }) => books)).toEqual(widths)
  for (const { books } of boards) expect(books.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(30)
  expect(fillBoards([9], (width) => width, 5)).toEqual([{ books: [9], leans: false }])
})

test('the colour of a cover is a strong one of many pixels, and letters on it can be read', () => {
  const pixels = [...Array(30).fill([250, 250, 250, 255]), ...Array(60).fill([160, 30, 40, 255])].flat()
  expect(mainColour(pixels)).toEqual([160, 30, 40])
  expect(readable([160, 30, 40]).ink).toBe('light')
  expect(readable([250, 240, 120]).ink).toBe('dark')
})

test.each([
  ['Ursula K. Le Guin', 'Le Guin'],
  ['J. R. R. Tolkien', 'Tolkien'],
  ['Rilke, Rainer Maria', 'Rilke'],
  ['Daphne du Maurier', 'du Maurier'],
  ['Kurt Vonnegut Jr.', 'Vonnegut'],
  ['Homer', 'Homer'],
  ['紫式部', '紫式部'],
  ['', ''],
])('the last name of %s is %s', (name, last) => {
  expect(lastName(name)).toBe(last)
})
