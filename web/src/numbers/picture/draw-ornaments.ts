import { arc, binding, disc, page, print, rays } from '../../design/emblem-paths.ts'
import type { Colours } from './colours.ts'

type Context = CanvasRenderingContext2D

const emblemBox = { x: 28, y: 20, width: 184, height: 130 }

/** The lamp above the book. @param x the middle */
export const drawEmblem = (
  context: Context,
  x: number,
  top: number,
  width: number,
  { accent, ink, sheet }: Colours,
): void => {
  const scale = width / emblemBox.width
  context.save()
  context.translate(x - width / 2, top)
  context.scale(scale, scale)
  context.translate(-emblemBox.x, -emblemBox.y)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.lineWidth = 1.5
  context.strokeStyle = accent
  for (const path of [rays, arc, disc]) context.stroke(new Path2D(path))
  context.strokeStyle = ink
  context.fillStyle = sheet
  context.fill(new Path2D(page))
  for (const path of [page, binding]) context.stroke(new Path2D(path))
  context.lineWidth = 0.9
  context.stroke(new Path2D(print))
  context.restore()
}

/** Two rules with a diamond between them. @param x the middle @param gap between the rules */
export const drawRule = (
  context: Context,
  x: number,
  y: number,
  width: number,
  gap: number,
  { inkSoft }: Colours,
): void => {
  context.save()
  context.strokeStyle = inkSoft
  context.fillStyle = inkSoft
  context.lineWidth = 1.5
  context.beginPath()
  for (const side of [-1, 1]) {
    context.moveTo(x + (side * gap) / 2, y)
    context.lineTo(x + (side * width) / 2, y)
  }
  context.stroke()
  if (gap < 60) {
    context.beginPath()
    for (const [across, down] of [
      [0, -6],
      [6, 0],
      [0, 6],
      [-6, 0],
    ] as const)
      context.lineTo(x + across, y + down)
    context.fill()
  }
  context.restore()
}
