export interface Board<Book> {
  books: Book[]
  /** Whether there is room for the last book to lean. */
  leans: boolean
}

const gap = 0.0625
/** A book that leans by five degrees needs this much more. */
const roomToLean = 2

/**
 * Puts books on boards, in order.
 * @param widths the width of each book, and `boardWidth`, in rem
 */
export const fillBoards = <Book>(
  books: readonly Book[],
  widthOf: (book: Book) => number,
  boardWidth: number,
): Board<Book>[] => {
  const boards: Board<Book>[] = []
  let board: Book[] = []
  let used = 0
  const close = () => {
    if (board.length > 0)
      boards.push({ books: board, leans: board.length > 2 && boardWidth - used > roomToLean })
  }
  for (const book of books) {
    const width = widthOf(book) + gap
    if (board.length > 0 && used + width > boardWidth) {
      close()
      board = []
      used = 0
    }
    board.push(book)
    used += width
  }
  close()
  return boards
}
