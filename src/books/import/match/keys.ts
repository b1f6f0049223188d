import { fold } from '../../fold.ts'

const quotes = /['’‘ʼ"“”«»]/g
const separators = /[\s.,:;()[\]/\p{Pd}]+/gu

/** @returns the folded title: without case, accents, quotes, and the signs that sites set in their own ways */
export const titleKey = (title: string): string =>
  fold(title).replace(quotes, '').replace(separators, ' ').trim() || title

/** @returns the folded name: `J.R.R. Tolkien` is `J. R. R. Tolkien`; empty without an author */
export const authorKey = ([first = '']: readonly string[]): string =>
  fold(first).replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || first

/** The columns that the unique index of books compares. */
export interface Identity {
  title: string
  authors: readonly string[]
  isbn: string | null
}

export const identityKey = ({ title, authors, isbn }: Identity): string =>
  JSON.stringify([title, authors, isbn ?? ''])
