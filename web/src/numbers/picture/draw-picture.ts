import type { Colours } from './colours.ts'
import type { DrawnBook } from './draw-cover.ts'
import { clothWidth, drawGround } from './draw-ground.ts'
import { drawEmblem, drawRule } from './draw-ornaments.ts'
import { drawShelf } from './draw-shelf.ts'
import { drawText } from './text.ts'

export const shapes = { post: { width: 1080, height: 1350 }, story: { width: 1080, height: 1920 } } as const
export type Shape = keyof typeof shapes

export interface PictureParts {
  year: number
  /** Under the year. */
  title: string
  /** The reader, if they want to be named. */
  owner: string | undefined
  books: readonly DrawnBook[]
  /** How many books have no place, in words. */
  more: string | undefined
  figures: readonly (readonly [figure: string, text: string])[]
  /** The direction of the page. */
  isMirrored: boolean
}

type Context = CanvasRenderingContext2D

const mark = 'Bookplate'

/** The first and the last digits of the year beside the emblem. */
const drawHead = (context: Context, { year, title, owner }: PictureParts, colours: Colours, top: number) => {
  const middle = context.canvas.width / 2
  const digits = String(year)
  const { serif: font, ink, inkSoft } = colours
  const style = { font, size: 150, colour: ink, spacing: 4 }
  drawEmblem(context, middle, top, 200, colours)
  drawText(context, digits.slice(0, -2), middle - 118, top + 124, { ...style, align: 'right' })
  drawText(context, digits.slice(-2), middle + 124, top + 124, { ...style, align: 'left' })
  const y = top + 190
  const caps = { font, size: 27, colour: inkSoft, spacing: 7, maxWidth: 620 }
  const width = drawText(context, title, middle, y, caps)
  drawRule(context, middle, y - 9, 760, width + 44, colours)
  if (owner)
    drawText(context, owner, middle, y + 50, {
      font,
      size: 34,
      colour: ink,
      style: 'italic',
      maxWidth: 760,
    })
}

/** The figures beside each other, with thin rules between them. */
const drawFigures = (context: Context, { figures }: PictureParts, colours: Colours, top: number) => {
  const { serif: font, ink, inkSoft } = colours
  const { width } = context.canvas
  const each = Math.min(270, 860 / figures.length)
  const left = (width - each * figures.length) / 2
  for (const [at, [figure, text]] of figures.entries()) {
    const x = left + each * (at + 0.5)
    drawText(context, figure, x, top + 62, { font, size: 70, colour: ink, maxWidth: each - 28 })
    drawText(context, text, x, top + 100, { font, size: 25, colour: inkSoft, maxWidth: each - 28 })
    if (at > 0) {
      context.fillStyle = inkSoft
      context.fillRect(x - each / 2, top + 14, 1, 86)
    }
  }
}

/** The maker's name in a gap of the frame. */
const drawMark = (context: Context, colours: Colours) => {
  const { width, height } = context.canvas
  const y = height - clothWidth - 17
  const style = { font: colours.serif, size: 19, colour: colours.inkSoft, spacing: 5 }
  context.fillStyle = colours.paper
  const gap = drawText(context, mark, width / 2, y, style) + 36
  context.fillRect(width / 2 - gap / 2, height - clothWidth - 34, gap, 18)
  drawText(context, mark, width / 2, y, style)
}

/** @returns the number of books that were drawn */
export const drawPicture = (
  context: Context,
  parts: PictureParts,
  colours: Colours,
  cloth: string,
): number => {
  const { width, height } = context.canvas
  const isTall = height > 1500
  const top = isTall ? 170 : 108
  const foot = height - (isTall ? 290 : 214)
  drawGround(context, colours, cloth, { x: width / 2, y: top + 60 })
  drawHead(context, parts, colours, top)
  const shelfTop = top + (parts.owner ? 258 : 210)
  const shelfEnd = foot - (parts.more ? 46 : 10)
  const side = 108
  const box = { x: side, y: shelfTop, width: width - 2 * side, height: shelfEnd - shelfTop }
  const drawn = drawShelf(context, box, parts.books, colours, parts.isMirrored)
  if (parts.more) {
    const style = { font: colours.serif, size: 27, colour: colours.inkSoft, style: 'italic' as const }
    drawText(context, parts.more, width / 2, shelfEnd + 26, { ...style, maxWidth: 760 })
  }
  drawFigures(context, parts, colours, foot + 4)
  drawMark(context, colours)
  return drawn
}
