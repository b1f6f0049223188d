import { describe, expect, it } from 'vitest'
import { guessEdges } from '../../../web/src/crop/guess-edges.ts'
import type { Quad } from '../../../web/src/crop/quad.ts'
import { type Pixels, projectionOf, sizeOf, warp } from '../../../web/src/crop/warp.ts'

const blank = (width: number, height: number): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4),
})

/** A picture whose colours are a function of the place. */
const drawn = (width: number, height: number, colour: (x: number, y: number) => number[]): Pixels => {
  const picture = blank(width, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) picture.data.set([...colour(x, y), 255], (y * width + x) * 4)
  return picture
}

const inside = (quad: Quad, x: number, y: number) =>
  quad.every((corner, at) => {
    const next = quad[(at + 1) % 4] ?? corner
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) >= 0
  })

const tilted: Quad = [
  { x: 60, y: 30 },
  { x: 150, y: 42 },
  { x: 142, y: 170 },
  { x: 48, y: 156 },
]

/** A red book with a white title on a table with grain. */
const table = drawn(200, 200, (x, y) => {
  const grain = ((x * 7 + y * 13) % 17) - 8
  if (!inside(tilted, x, y)) return [150 + grain, 120 + grain, 90 + grain]
  return y > 80 && y < 100 ? [250, 250, 250] : [160, 20, 30]
})

describe('a photographed cover', () => {
  it('is found on its table, also when it lies askew', () => {
    const found = guessEdges(table)
    for (const [at, { x, y }] of tilted.entries()) {
      expect(Math.abs((found?.[at]?.x ?? 0) * 200 - x)).toBeLessThan(3)
      expect(Math.abs((found?.[at]?.y ?? 0) * 200 - y)).toBeLessThan(3)
    }
  })

  it('is not guessed on a page of one colour, in noise, or where it fills the picture', () => {
    expect(guessEdges(drawn(100, 100, () => [200, 200, 200]))).toBe(undefined)
    expect(guessEdges(drawn(100, 100, (x, y) => [(x * 97) % 256, (y * 61) % 256, (x * y) % 256]))).toBe(
      undefined,
    )
    expect(
      guessEdges(drawn(100, 100, (x, y) => (x > 45 && x < 50 && y > 45 ? [0, 0, 0] : [255, 255, 255]))),
    ).toBe(undefined)
  })

  it('is straightened by its corners', () => {
    const size = sizeOf(tilted, 1200)
    const target = blank(size.width, size.height)
    warp(table, tilted, target)
    const at = (x: number, y: number) => [
      ...target.data.slice((y * size.width + x) * 4, (y * size.width + x) * 4 + 3),
    ]
    for (const [x, y] of [
      [3, 3],
      [size.width - 4, 3],
      [size.width - 4, size.height - 4],
      [3, size.height - 4],
    ] as const)
      expect(at(x, y)).toEqual([160, 20, 30])
  })

  it('projects corners to corners', () => {
    const project = projectionOf(tilted)
    const corners = [project(0, 0), project(1, 0), project(1, 1), project(0, 1)]
    for (const [at, { x, y }] of corners.entries()) {
      expect(x).toBeCloseTo(tilted[at]?.x ?? 0)
      expect(y).toBeCloseTo(tilted[at]?.y ?? 0)
    }
  })

  it('is no larger than the service stores it, and never enlarged', () => {
    const quad = (side: number): Quad => [
      { x: 0, y: 0 },
      { x: side, y: 0 },
      { x: side, y: side * 1.5 },
      { x: 0, y: side * 1.5 },
    ]
    expect(sizeOf(quad(1600), 1200)).toEqual({ width: 800, height: 1200 })
    expect(sizeOf(quad(100), 1200)).toEqual({ width: 100, height: 150 })
  })
})
