import type { Quad } from './quad.ts'

/** The bytes of an image, four for each pixel. */
export interface Pixels {
  width: number
  height: number
  data: Uint8ClampedArray
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.hypot(a.x - b.x, a.y - b.y)

/** @param quad in pixels @returns the size of the straightened image, whose longer side is at most `maxSide` */
export const sizeOf = ([nw, ne, se, sw]: Quad, maxSide: number): { width: number; height: number } => {
  const across = Math.max(distance(nw, ne), distance(sw, se))
  const down = Math.max(distance(nw, sw), distance(ne, se))
  const scale = Math.min(1, maxSide / Math.max(across, down))
  return { width: Math.max(1, Math.round(across * scale)), height: Math.max(1, Math.round(down * scale)) }
}

/**
 * The projection of the unit square onto a quad (Heckbert, Fundamentals of Texture Mapping and Image Warping, 2.2.3).
 * @returns a function from the unit square to the pixels of the quad
 */
export const projectionOf = ([p0, p1, p2, p3]: Quad) => {
  const [sx, sy] = [p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y]
  const [dx1, dx2] = [p1.x - p2.x, p3.x - p2.x]
  const [dy1, dy2] = [p1.y - p2.y, p3.y - p2.y]
  const area = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / area
  const h = (dx1 * sy - sx * dy1) / area
  const [a, b] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x]
  const [d, e] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y]
  return (u: number, v: number) => {
    const w = g * u + h * v + 1
    return { x: (a * u + b * v + p0.x) / w, y: (d * u + e * v + p0.y) / w }
  }
}

/** Mixes the four pixels around a place. */
const copyPixel = (source: Pixels, x: number, y: number, target: Uint8ClampedArray, at: number) => {
  const { width, height, data } = source
  const left = Math.min(Math.max(Math.floor(x), 0), width - 2)
  const top = Math.min(Math.max(Math.floor(y), 0), height - 2)
  const [right, down] = [Math.min(Math.max(x - left, 0), 1), Math.min(Math.max(y - top, 0), 1)]
  const first = (top * width + left) * 4
  for (let channel = 0; channel < 3; channel++) {
    const here = first + channel
    const below = here + width * 4
    const upper = (data[here] ?? 0) * (1 - right) + (data[here + 4] ?? 0) * right
    const lower = (data[below] ?? 0) * (1 - right) + (data[below + 4] ?? 0) * right
    target[at + channel] = upper * (1 - down) + lower * down
  }
  target[at + 3] = 255
}

/** Fills `target` with the part of `source` inside of a quad, straightened. @param quad in pixels of the source */
export const warp = (source: Pixels, quad: Quad, target: Pixels): void => {
  const project = projectionOf(quad)
  const { width, height, data } = target
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const { x, y } = project((column + 0.5) / width, (row + 0.5) / height)
      copyPixel(source, x - 0.5, y - 0.5, data, (row * width + column) * 4)
    }
  }
}
