import { plainText } from '../plain-text.ts'
import type { Reader } from './reader.ts'

const text = (to: 'review' | 'notes' | 'description'): Reader => ({
  to,
  read: (cell, draft, column) => {
    const plain = plainText(cell)
    // A cell of empty tags has no text. It is kept, so that no cell is lost.
    if (plain === '') draft.keep(column, cell)
    else draft.set(to, plain, column, cell, 'too_long')
  },
})

export const review = text('review')
export const notes = text('notes')
export const description = text('description')

/** Private notes of Goodreads: plain text, but for the ends of lines. */
export const plainNotes: Reader = {
  to: 'notes',
  read: (cell, draft, column) => {
    if (/<br\s*\/?>/i.test(cell)) notes.read(cell, draft, column)
    else draft.set('notes', cell.trim(), column, cell, 'too_long')
  },
}

const line = (to: 'publisher' | 'series'): Reader => ({
  to,
  read: (cell, draft, column) => draft.set(to, cell.trim(), column, cell, 'too_long'),
})

export const publisher = line('publisher')
export const series = line('series')
