import type { OwnBook } from 'bookplate/client'
import { type FoundBook, findBooks } from '../../library/find-books.ts'
import { addBook } from '../../library/save-book.ts'
import type { Entry } from './entry.ts'

/** @returns the first book that a catalogue gives for the ISBN */
export const findFirst = async (isbn: string, signal: AbortSignal): Promise<FoundBook | undefined> =>
  (await findBooks(isbn, signal))[0]

/** Adds the found book of an entry, by the ISBN that stands on the book itself. */
export const addFound = ({ isbn, key }: Entry, { cover, source, ...fields }: FoundBook): Promise<OwnBook> =>
  addBook(
    { fields: { ...fields, isbn }, cover: undefined },
    { idempotencyKey: key, onProgress: () => undefined },
  )
