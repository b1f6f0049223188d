export interface Grid {
  /** The number of books on each board, from the top. */
  rows: number[]
  coverWidth: number
  coverHeight: number
  /** Between two books. */
  gap: number
}

/** Height by width of a book. */
const shape = 3 / 2
const maxColumns = 8
const maxCoverWidth = 400
/** By the width of a cover. */
const [minGap, maxGap] = [0.09, 0.34]

/** The board and the air above the books, in pixels and by the height of the books. */
const air = { fixed: 28, share: 1.035 }

const widthIn = (columns: number, rows: number, width: number, height: number): number => {
  const across = width / (columns + (columns - 1) * minGap)
  const down = (height / rows - air.fixed) / air.share / shape
  return Math.min(across, down, maxCoverWidth)
}

/** @returns the boards on which the books are as large as they can be */
export const gridOf = (count: number, width: number, height: number): Grid => {
  const columnsOf = Array.from({ length: Math.min(count, maxColumns) }, (_, at) => at + 1)
  const best = columnsOf
    .map((columns) => {
      const rows = Math.ceil(count / columns)
      return { columns, rows, coverWidth: widthIn(columns, rows, width, height) }
    })
    .reduce((a, b) => (b.coverWidth > a.coverWidth ? b : a))
  // No board has more than one book less than another.
  const rows = Array.from(
    { length: best.rows },
    (_, at) => Math.floor(((at + 1) * count) / best.rows) - Math.floor((at * count) / best.rows),
  ).reverse()
  const most = Math.max(...rows)
  const left = (width - most * best.coverWidth) / Math.max(1, most - 1)
  const gap = Math.min(best.coverWidth * maxGap, Math.max(0, left))
  return { rows, coverWidth: best.coverWidth, coverHeight: best.coverWidth * shape, gap }
}
