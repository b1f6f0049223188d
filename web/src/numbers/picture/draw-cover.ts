import { fitOf } from '../../cover/fit.ts'
import type { Colours } from './colours.ts'
import { directionOf, linesOf } from './text.ts'

type Context = CanvasRenderingContext2D

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface DrawnBook {
  title: string
  cloth: string
  cover: HTMLImageElement | undefined
  plate: HTMLImageElement | undefined
}

/** The part of the width that the spine takes, as in cover.css. */
const spine = 0.05

/** A board of cloth with its shadow, its spine at the left. */
const drawBoard = (context: Context, { x, y, width, height }: Box, cloth: string) => {
  context.save()
  context.shadowColor = 'rgb(20 12 4 / 45%)'
  context.shadowBlur = width * 0.1
  context.shadowOffsetX = width * 0.025
  context.shadowOffsetY = width * 0.012
  context.fillStyle = cloth
  context.fillRect(x, y, width, height)
  context.restore()
  const joint = context.createLinearGradient(x, 0, x + width * spine, 0)
  joint.addColorStop(0, '#ffffff38')
  joint.addColorStop(0.2, '#ffffff00')
  joint.addColorStop(0.55, '#00000000')
  joint.addColorStop(0.82, '#00000052')
  joint.addColorStop(1, '#00000014')
  context.fillStyle = joint
  context.fillRect(x, y, width * spine, height)
}

const drawEdge = (context: Context, { x, y, width, height }: Box) => {
  context.strokeStyle = '#0000002e'
  context.lineWidth = 1
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1)
}

/** The image on the board, cropped or in its own shape as in the app. */
const drawImage = (context: Context, box: Box, cloth: string, image: HTMLImageElement) => {
  const { naturalWidth, naturalHeight } = image
  const { isWhole, wide, high } = fitOf(naturalWidth, naturalHeight)
  const inner = { width: box.width * (1 - spine) * wide, height: box.height * high }
  const board = {
    x: box.x,
    y: box.y + box.height - inner.height,
    width: box.width * spine + inner.width,
    height: inner.height,
  }
  drawBoard(context, board, cloth)
  const scale = Math.max(inner.width / naturalWidth, inner.height / naturalHeight)
  const [width, height] = isWhole
    ? [naturalWidth, naturalHeight]
    : [inner.width / scale, inner.height / scale]
  context.drawImage(
    image,
    (naturalWidth - width) / 2,
    (naturalHeight - height) / 2,
    width,
    height,
    box.x + box.width * spine,
    board.y,
    inner.width,
    inner.height,
  )
  drawEdge(context, board)
}

/** The title on a bookplate, as the shelf shows a book without a cover. */
const drawPlate = (context: Context, box: Box, { title, cloth, plate }: DrawnBook, { serif }: Colours) => {
  drawBoard(context, box, cloth)
  drawEdge(context, box)
  const x = box.x + box.width * 0.14
  const y = box.y + box.height * 0.09
  const [width, height] = [box.width * 0.77, box.height * 0.82]
  if (plate) context.drawImage(plate, x, y, width, height)
  context.fillStyle = '#2a2018'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.direction = directionOf(title)
  const maxLines = 5
  const [size, lines] = [0.105, 0.09, 0.078]
    .map((share): [number, string[]] => {
      const pixels = box.width * share
      context.font = `${pixels}px ${serif}`
      return [pixels, linesOf(context, title, width * 0.76, maxLines)]
    })
    .reduce((a, b) => (a[1].at(-1)?.endsWith('…') ? b : a))
  context.font = `${size}px ${serif}`
  const middle = y + height * 0.585
  for (const [at, line] of lines.entries())
    context.fillText(line, x + width / 2, middle + (at - (lines.length - 1) / 2) * size * 1.2)
}

export const drawBook = (context: Context, box: Box, book: DrawnBook, colours: Colours): void => {
  if (book.cover) drawImage(context, box, book.cloth, book.cover)
  else drawPlate(context, box, book, colours)
}
