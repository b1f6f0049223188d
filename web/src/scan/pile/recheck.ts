import { ignore, isServiceError } from '../../errors/ignore.ts'
import { findOwn } from './own-book.ts'
import { changeOf, pile } from './pile.ts'

/** Looks whether the reader has added the book of an entry with the form. */
export const recheck = async (isbn: string): Promise<void> => {
  const entry = pile.value.find((one) => one.isbn === isbn)
  if (!entry) return
  const change = changeOf(entry)
  try {
    const book = await findOwn(isbn, new AbortController().signal)
    if (book) change({ step: { kind: 'added', book, cover: 'own' } })
  } catch (error) {
    // The entry stays as it is, and can be tried again.
    ignore(isServiceError)(error)
  }
}
