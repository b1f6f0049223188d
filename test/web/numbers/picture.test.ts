import { describe, expect, it } from 'vitest'
import { chosenBooks, maxCovers } from '../../../web/src/numbers/picture/chosen-books.ts'
import { gridOf } from '../../../web/src/numbers/picture/shelf-grid.ts'

const book = (at: number, isCovered: boolean) => ({ at, image_url: isCovered ? `/${at}` : null })
const books = (count: number, isCovered: (at: number) => boolean) =>
  Array.from({ length: count }, (_, at) => book(at, isCovered(at)))

describe('the books on the picture of a year', () => {
  it('are all of a short year', () => {
    const few = books(maxCovers, () => false)
    expect(chosenBooks(few)).toEqual(few)
  })

  it('are from the whole of a long year, in its order', () => {
    const chosen = chosenBooks(books(300, () => true)).map(({ at }) => at)
    expect(chosen).toHaveLength(maxCovers)
    expect(chosen).toEqual(chosen.toSorted((a, b) => a - b))
    expect(chosen.filter((at) => at >= 150)).toHaveLength(maxCovers / 2)
  })

  it('are those with a cover first', () => {
    const chosen = chosenBooks(books(300, (at) => at % 30 === 0))
    expect(chosen).toHaveLength(maxCovers)
    expect(chosen.filter(({ image_url: url }) => url !== null)).toHaveLength(10)
  })
})

describe('the boards of the picture of a year', () => {
  it('hold each number of books inside of the box', () => {
    const [width, height] = [820, 790]
    for (let count = 1; count <= maxCovers; count++) {
      const { rows, coverWidth, coverHeight, gap } = gridOf(count, width, height)
      expect(rows.reduce((sum, row) => sum + row, 0)).toBe(count)
      const most = Math.max(...rows)
      expect(most - Math.min(...rows)).toBeLessThanOrEqual(1)
      expect(most * coverWidth + (most - 1) * gap).toBeLessThanOrEqual(width + 0.001)
      expect(rows.length * coverHeight).toBeLessThan(height)
      expect(gap).toBeGreaterThan(0)
      expect(coverWidth).toBeGreaterThan(90)
    }
  })
})
