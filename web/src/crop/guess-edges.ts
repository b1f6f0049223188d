import { isConvex, type Point, type Quad } from './quad.ts'
import type { Pixels } from './warp.ts'

type Colour = readonly [number, number, number]

const colourAt = ({ data }: Pixels, at: number): Colour => [
  data[at * 4] ?? 0,
  data[at * 4 + 1] ?? 0,
  data[at * 4 + 2] ?? 0,
]

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

const difference = (a: Colour, b: Colour) =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]))

/** The pixels along the edge of the picture, which show the table on which the book lies. */
const borderOf = ({ width, height }: Pixels): number[] => {
  const across = Array.from({ length: width }, (_, x) => [x, (height - 1) * width + x]).flat()
  const down = Array.from({ length: height }, (_, y) => [y * width, y * width + width - 1]).flat()
  return [...across, ...down]
}

/** @returns for each pixel whether it differs from the table; undefined if the border has no one colour */
const maskOf = (pixels: Pixels): boolean[] | undefined => {
  const border = borderOf(pixels).map((at) => colourAt(pixels, at))
  const table: Colour = [
    median(border.map(([red]) => red)),
    median(border.map(([, green]) => green)),
    median(border.map(([, , blue]) => blue)),
  ]
  const distances = border.map((colour) => difference(colour, table)).sort((a, b) => a - b)
  // Nine of ten pixels of the border are table, with its grain and shadows.
  const grain = distances[Math.floor(distances.length * 0.9)] ?? 0
  if (grain > 60) return undefined
  const limit = Math.max(28, grain * 1.6)
  return Array.from(
    { length: pixels.width * pixels.height },
    (_, at) => difference(colourAt(pixels, at), table) > limit,
  )
}

/** @returns the pixels of the largest connected part of the mask */
const largestPart = (mask: boolean[], width: number): number[] => {
  const seen = new Uint8Array(mask.length)
  let largest: number[] = []
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || seen[start]) continue
    const part = [start]
    seen[start] = 1
    for (const at of part) {
      const x = at % width
      const neighbours = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]
      for (const next of neighbours) {
        if (next < 0 || next >= mask.length || seen[next] || !mask[next]) continue
        seen[next] = 1
        part.push(next)
      }
    }
    if (part.length > largest.length) largest = part
  }
  return largest
}

/** The pixels that lie farthest to each of the four diagonals. */
const cornersOf = (part: number[], { width, height }: Pixels): Quad => {
  const farthest = (measure: (x: number, y: number) => number): Point => {
    let [best, most] = [part[0] ?? 0, Number.NEGATIVE_INFINITY]
    for (const at of part) {
      const value = measure(at % width, Math.floor(at / width))
      if (value > most) [best, most] = [at, value]
    }
    return { x: best % width, y: Math.floor(best / width) }
  }
  const [nw, ne, se, sw] = [
    farthest((x, y) => -x - y),
    farthest((x, y) => x - y),
    farthest((x, y) => x + y),
    farthest((x, y) => y - x),
  ]
  const share = ({ x, y }: Point, dx: number, dy: number) => ({ x: (x + dx) / width, y: (y + dy) / height })
  return [share(nw, 0, 0), share(ne, 1, 0), share(se, 1, 1), share(sw, 0, 1)]
}

const areaOf = (quad: Quad): number =>
  Math.abs(
    quad.reduce((sum, { x, y }, at) => {
      const next = quad[(at + 1) % 4] as Point
      return sum + x * next.y - next.x * y
    }, 0),
  ) / 2

/**
 * Guesses the edges of a book that lies on a table of about one colour.
 * @param pixels of a small copy of the photo, about 200 pixels a side
 * @returns undefined if there is no such shape
 */
export const guessEdges = (pixels: Pixels): Quad | undefined => {
  const mask = maskOf(pixels)
  const part = mask && largestPart(mask, pixels.width)
  if (!part || part.length === 0) return undefined
  const quad = cornersOf(part, pixels)
  const area = areaOf(quad)
  // A cover may have the colour of the table in places, but not for the most part.
  const filled = part.length / (pixels.width * pixels.height) / area
  return isConvex(quad) && area > 0.12 && area < 0.98 && filled > 0.7 && filled < 1.15 ? quad : undefined
}
