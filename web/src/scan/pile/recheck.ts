import { findOwn } from './own-book.ts'
import { changeOf } from './pile.ts'

/** Looks whether the reader has added the book of an entry with the form. */
export const recheck = async (isbn: string): Promise<void> => {
  const change = changeOf(isbn)
  try {
    const book = await findOwn(isbn, new AbortController().signal)
    if (book) change({ step: { kind: 'added', book, cover: 'own' } })
  } catch {
    // The entry stays as it is, and can be tried again.
  }
}
