import type { Match, Matched } from './match-names.ts'

export type Sending =
  | { kind: 'waiting' }
  | { kind: 'preparing' }
  | { kind: 'uploading'; share: number }
  | { kind: 'done' }
  | { kind: 'failed'; message: string }

/** An image and the book that it is for. */
export interface Row {
  file: File
  /** Shows the image. */
  url: string
  match: Match
  book: Matched | undefined
  /** Whether the image takes the place of the cover that the book has. */
  replaces: boolean
  sending: Sending | undefined
}

export const hasCover = ({ book }: Row): boolean => book !== undefined && book.thumbnail_url !== null

/** @returns the rows whose book an earlier row has */
export const doublesOf = (rows: readonly Row[]): ReadonlySet<Row> => {
  const taken = new Set<string>()
  return new Set(
    rows.filter(({ book }) => {
      if (!book) return false
      const isDouble = taken.has(book.id)
      taken.add(book.id)
      return isDouble
    }),
  )
}

/** The rows whose image the reader wants to send. */
export const wanted = (rows: readonly Row[]): Row[] => {
  const doubles = doublesOf(rows)
  return rows.filter((row) => row.book && (!hasCover(row) || row.replaces) && !doubles.has(row))
}

export const isOpen = ({ sending }: Row): boolean => sending?.kind !== 'done'
