import { getTableColumns } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Caller } from '../auth/caller.ts'
import { books } from '../db/schema.ts'
import type { BookFields } from './fields.ts'
import { searchColumns } from './search.ts'

/** A book as stored, with the words for search. */
export type StoredBook = typeof books.$inferSelect
/** A book as read: no response needs the words for search, which are as long as the texts, or the size of the cover. */
export type Book = Omit<StoredBook, 'titleWords' | 'descriptionWords' | 'coverBytes'>

/** A book as read for its owner. */
export type OwnBook = Book & Pick<StoredBook, 'coverBytes'>

const { titleWords, descriptionWords, coverBytes, ...bookColumns } = getTableColumns(books)

export { bookColumns }

export const firstVersion = 1

/** The row of a new book of the caller. @param cover undefined for a book without a cover */
export const newBookRow = (
  caller: Caller,
  fields: BookFields,
  cover: { coverKey: string; coverBytes: number } | undefined,
  createdAt: Date = caller.at,
): StoredBook => ({
  id: uuidv7(),
  userId: caller.userId,
  ...fields,
  ...searchColumns(fields),
  coverKey: cover?.coverKey ?? null,
  version: firstVersion,
  createdAt,
  updatedAt: caller.at,
  coverBytes: cover?.coverBytes ?? null,
})
