import type { Colours } from './colours.ts'

type Context = CanvasRenderingContext2D

/** The cloth around the bookplate. */
export const clothWidth = 44
/** From the edge of the paper to the outer rule. */
const ruleInset = 20
const corner = 40

/** Threads over and under each other. */
const drawWeave = (context: Context, width: number, height: number) => {
  const tile = document.createElement('canvas')
  tile.width = 6
  tile.height = 6
  const thread = tile.getContext('2d')
  if (!thread) return
  thread.fillStyle = '#ffffff1c'
  thread.fillRect(0, 0, 3, 1)
  thread.fillRect(3, 3, 3, 1)
  thread.fillRect(4, 0, 1, 3)
  thread.fillRect(1, 3, 1, 3)
  thread.fillStyle = '#00000026'
  thread.fillRect(0, 2, 3, 1)
  thread.fillRect(3, 5, 3, 1)
  thread.fillRect(5, 0, 1, 3)
  thread.fillRect(2, 3, 1, 3)
  context.fillStyle = context.createPattern(tile, 'repeat') ?? 'transparent'
  context.fillRect(0, 0, width, height)
}

/** The frame of a bookplate: its corners are cut out in quarter circles. */
const frame = (context: Context, inset: number, radius: number, width: number, height: number) => {
  const [left, top, right, bottom] = [inset, inset, width - inset, height - inset]
  context.beginPath()
  context.moveTo(left + radius, top)
  context.lineTo(right - radius, top)
  context.arc(right, top, radius, Math.PI, Math.PI / 2, true)
  context.lineTo(right, bottom - radius)
  context.arc(right, bottom, radius, -Math.PI / 2, Math.PI, true)
  context.lineTo(left + radius, bottom)
  context.arc(left, bottom, radius, 0, -Math.PI / 2, true)
  context.lineTo(left, top + radius)
  context.arc(left, top, radius, Math.PI / 2, 0, true)
  context.closePath()
  context.stroke()
}

/** The cloth of a binding, and the paper of the bookplate on it. @param lamp the middle of the light */
export const drawGround = (
  context: Context,
  colours: Colours,
  cloth: string,
  lamp: { x: number; y: number },
): void => {
  const { width, height } = context.canvas
  context.fillStyle = cloth
  context.fillRect(0, 0, width, height)
  if (colours.look === 'lamp') {
    context.fillStyle = '#00000073'
    context.fillRect(0, 0, width, height)
  }
  drawWeave(context, width, height)

  const [paperWidth, paperHeight] = [width - 2 * clothWidth, height - 2 * clothWidth]
  context.save()
  context.shadowColor = '#00000080'
  context.shadowBlur = 22
  context.shadowOffsetY = 4
  context.fillStyle = colours.paper
  context.fillRect(clothWidth, clothWidth, paperWidth, paperHeight)
  context.restore()
  const light = context.createRadialGradient(lamp.x, lamp.y, 40, lamp.x, lamp.y, width * 0.95)
  light.addColorStop(0, colours.look === 'lamp' ? '#5a4123' : colours.glow)
  light.addColorStop(
    colours.look === 'lamp' ? 0.4 : 0.5,
    colours.look === 'lamp' ? colours.glow : colours.sheet,
  )
  light.addColorStop(1, colours.paper)
  context.fillStyle = light
  context.fillRect(clothWidth, clothWidth, paperWidth, paperHeight)

  context.strokeStyle = colours.inkSoft
  context.lineWidth = 3
  frame(context, clothWidth + ruleInset, corner, width, height)
  context.lineWidth = 1.25
  frame(context, clothWidth + ruleInset + 9, corner, width, height)
}
