import { describe, expect, it } from 'vitest'
import {
  bookFrame,
  isConvex,
  moveHandle,
  positionOf,
  quadOf,
  turnQuad,
  wholePicture,
} from '../../../web/src/crop/quad.ts'

describe('a frame around a cover', () => {
  const frame = quadOf(0.2, 0.2, 0.8, 0.8)

  it('has the shape of a book in the middle of any picture', () => {
    for (const [width, height] of [
      [1600, 900],
      [900, 1600],
      [1000, 1000],
    ] as const) {
      const [nw, , se] = bookFrame(width, height)
      expect(((se.x - nw.x) * width) / ((se.y - nw.y) * height)).toBeCloseTo(2 / 3)
      expect(nw.x + se.x).toBeCloseTo(1)
      expect(nw.y + se.y).toBeCloseTo(1)
      expect(Math.min(nw.x, nw.y)).toBeGreaterThan(0)
    }
  })

  it('moves one corner freely, and a side across its direction only', () => {
    expect(moveHandle(frame, 'nw', 0.05, -0.1)[0]).toEqual({ x: 0.25, y: 0.1 })
    expect(moveHandle(frame, 'nw', 0.05, -0.1).slice(1)).toEqual(frame.slice(1))
    const moved = moveHandle(frame, 'e', 0.1, 0.3)
    expect(positionOf(moved, 'e').x).toBeCloseTo(0.9)
    expect(positionOf(moved, 'e').y).toBeCloseTo(0.5)
  })

  it('stays inside of the picture, and keeps its shape there', () => {
    expect(moveHandle(frame, 'all', 5, -5).map(({ x, y }) => [x.toFixed(2), y.toFixed(2)])).toEqual([
      ['0.40', '0.00'],
      ['1.00', '0.00'],
      ['1.00', '0.60'],
      ['0.40', '0.60'],
    ])
  })

  it('is never turned inside out or empty', () => {
    expect(moveHandle(frame, 'nw', 0.9, 0.9)).toBe(frame)
    expect(moveHandle(frame, 'n', 0, 0.599)).toBe(frame)
    expect(isConvex(frame)).toBe(true)
    const [nw, ne, se, sw] = frame
    expect(isConvex([sw, se, ne, nw])).toBe(false)
  })

  it('turns with its picture', () => {
    expect(turnQuad(wholePicture)).toEqual(wholePicture)
    const moved = moveHandle(frame, 'nw', -0.2, 0)
    expect(turnQuad(moved)[1]).toEqual({ x: 0.8, y: 0 })
    expect(
      [1, 2, 3, 4].reduce((quad) => turnQuad(quad), moved).map(({ x, y }) => [x.toFixed(6), y.toFixed(6)]),
    ).toEqual(moved.map(({ x, y }) => [x.toFixed(6), y.toFixed(6)]))
  })
})
