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

/** Whether an earlier row has the same book. */
export const isDouble = (rows: readonly Row[], row: Row): boolean =>
  row.book !== undefined &&
  rows.slice(0, rows.indexOf(row)).some(({ book }) => book !== undefined && book.id === row.book?.id)

/** The rows whose image the reader wants to send. */
export const wanted = (rows: readonly Row[]): Row[] =>
  rows.filter((row) => row.book && (!hasCover(row) || row.replaces) && !isDouble(rows, row))

export const isOpen = ({ sending }: Row): boolean => sending?.kind !== 'done'
