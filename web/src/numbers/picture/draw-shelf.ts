import type { Colours } from './colours.ts'
import { type Box, type DrawnBook, drawBook } from './draw-cover.ts'
import { gridOf } from './shelf-grid.ts'

type Context = CanvasRenderingContext2D

const boardHeight = 11
/** The board is longer than the row of books on it. */
const overhang = 22

/** The board on which a row stands, and its shadow. */
const drawBoard = (context: Context, x: number, y: number, width: number, { look, board }: Colours) => {
  context.save()
  const shadow = context.createLinearGradient(0, y + boardHeight, 0, y + boardHeight + 20)
  shadow.addColorStop(0, look === 'lamp' ? '#0000008c' : '#2a201838')
  shadow.addColorStop(1, '#2a201800')
  context.fillStyle = shadow
  context.fillRect(x + 6, y + boardHeight, width - 12, 20)
  context.fillStyle = board
  context.fillRect(x, y, width, boardHeight)
  // The light falls on the upper edge.
  context.fillStyle = '#ffffff38'
  context.fillRect(x, y, width, 2)
  context.fillStyle = '#0000002e'
  context.fillRect(x, y + boardHeight - 3, width, 3)
  context.restore()
}

/** The books in rows on boards, as large as the box allows. @returns how many were drawn */
export const drawShelf = (
  context: Context,
  box: Box,
  books: readonly DrawnBook[],
  colours: Colours,
  isMirrored: boolean,
): number => {
  const { rows, coverWidth, coverHeight, gap } = gridOf(books.length, box.width - 2 * overhang, box.height)
  // The rest of the height is shared by the rows.
  const rowHeight = Math.min(box.height / rows.length, coverHeight * 1.22 + 40)
  let y = box.y + (box.height - rowHeight * rows.length) / 2
  let drawn = 0
  for (const count of rows) {
    const floor = y + rowHeight - 22
    const width = count * coverWidth + (count - 1) * gap
    drawBoard(context, box.x, floor, box.width, colours)
    for (let at = 0; at < count; at++) {
      const book = books[drawn]
      if (!book) break
      const place = isMirrored ? count - 1 - at : at
      const x = box.x + (box.width - width) / 2 + place * (coverWidth + gap)
      drawBook(context, { x, y: floor - coverHeight, width: coverWidth, height: coverHeight }, book, colours)
      drawn += 1
    }
    y += rowHeight
  }
  return drawn
}
