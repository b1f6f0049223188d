/** In shares of the picture: 0 to 1 from its left and from its top. */
export interface Point {
  x: number
  y: number
}

/** Four corners, clockwise from the top left. */
export type Quad = readonly [Point, Point, Point, Point]

/** @returns the frame with each of its corners changed */
export const mapCorners = (
  [nw, ne, se, sw]: Quad,
  change: (corner: Point, at: 0 | 1 | 2 | 3) => Point,
): Quad => [change(nw, 0), change(ne, 1), change(se, 2), change(sw, 3)]

export const wholePicture: Quad = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

export const quadOf = (left: number, top: number, right: number, bottom: number): Quad => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
]

/** @returns a frame of the shape of most books, 2:3, in the middle of a picture */
export const bookFrame = (width: number, height: number): Quad => {
  const margin = 0.9
  const across = Math.min(width, (height * 2) / 3) * margin
  const [x, y] = [(1 - across / width) / 2, (1 - (across * 1.5) / height) / 2]
  return quadOf(x, y, 1 - x, 1 - y)
}

/** The handles: the corners, and the middle of each side. */
export const handles = ['nw', 'ne', 'se', 'sw', 'n', 'e', 's', 'w'] as const
export type Handle = (typeof handles)[number]

/** The corners that a handle moves. */
const cornersOf: Record<Handle | 'all', readonly number[]> = {
  nw: [0],
  ne: [1],
  se: [2],
  sw: [3],
  n: [0, 1],
  e: [1, 2],
  s: [2, 3],
  w: [3, 0],
  all: [0, 1, 2, 3],
}

const direction: Record<Handle | 'all', { x: number; y: number }> = {
  nw: { x: 1, y: 1 },
  ne: { x: 1, y: 1 },
  se: { x: 1, y: 1 },
  sw: { x: 1, y: 1 },
  n: { x: 0, y: 1 },
  e: { x: 1, y: 0 },
  s: { x: 0, y: 1 },
  w: { x: 1, y: 0 },
  all: { x: 1, y: 1 },
}

export const positionOf = (quad: Quad, handle: Handle): Point => {
  const corners = cornersOf[handle].flatMap((at) => quad[at] ?? [])
  const mean = (pick: (point: Point) => number) =>
    corners.reduce((sum, corner) => sum + pick(corner), 0) / corners.length
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) }
}

/** The cross products at the corners are all positive: no corner lies inside of the others, and no sides cross. */
export const isConvex = (quad: Quad): boolean =>
  quad.every((corner, at) => {
    const [next, after] = [quad[(at + 1) % 4] as Point, quad[(at + 2) % 4] as Point]
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x) > 0
  })

/** The least side of a frame, as a share of the picture. */
const minSide = 0.05

const isUsable = (quad: Quad): boolean =>
  isConvex(quad) &&
  quad.every((corner, at) => {
    const next = quad[(at + 1) % 4] as Point
    return Math.hypot(next.x - corner.x, next.y - corner.y) >= minSide
  })

const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

/** @returns the frame after a handle was moved; the same frame if it cannot move there */
export const moveHandle = (quad: Quad, handle: Handle | 'all', dx: number, dy: number): Quad => {
  const moving = cornersOf[handle].flatMap((at) => quad[at] ?? [])
  const [xs, ys] = [moving.map(({ x }) => x), moving.map(({ y }) => y)]
  // All moving corners stay inside of the picture, and keep their distance from each other.
  const x = within(dx * direction[handle].x, -Math.min(...xs), 1 - Math.max(...xs))
  const y = within(dy * direction[handle].y, -Math.min(...ys), 1 - Math.max(...ys))
  const moved = mapCorners(quad, (corner, at) =>
    cornersOf[handle].includes(at) ? { x: corner.x + x, y: corner.y + y } : corner,
  )
  return isUsable(moved) ? moved : quad
}

/** @returns the frame after its picture was turned by 90° clockwise */
export const turnQuad = (quad: Quad): Quad => {
  const [nw, ne, se, sw] = mapCorners(quad, ({ x, y }) => ({ x: 1 - y, y: x }))
  return [sw, nw, ne, se]
}
