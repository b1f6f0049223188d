import { expect, test } from 'vitest'
import { boardShape, fitOf, maxCrop } from '../../../web/src/cover/fit.ts'

/** The part of an image that a board cuts off on each of two sides. */
const cropOf = (width: number, height: number): number => {
  const { isWhole } = fitOf(width, height)
  const ratio = width / height / boardShape
  return isWhole ? 0 : (1 - Math.min(ratio, 1 / ratio)) / 2
}

test('no side of a cover loses more than 4 %, in any shape', () => {
  for (let width = 20; width <= 3000; width += 7) expect(cropOf(width, 1000)).toBeLessThanOrEqual(maxCrop)
})

test('the usual shapes of books fill the board', () => {
  for (const [width, height] of [
    [2, 3],
    [110, 178],
    [129, 198],
    [135, 216],
    [140, 210],
    [152, 229],
  ] as const) {
    expect(fitOf(width, height).isWhole, `${width} x ${height}`).toBe(false)
  }
})

test('a book of another shape is as wide or as high as the board, and has the shape of its image', () => {
  for (const [width, height] of [
    [4032, 3024],
    [1, 1],
    [300, 1000],
    [1200, 40],
  ] as const) {
    const { isWhole, wide, high } = fitOf(width, height)
    expect(isWhole).toBe(true)
    expect(Math.max(wide, high)).toBe(1)
    expect((wide * boardShape) / high).toBeCloseTo(width / height)
  }
})
