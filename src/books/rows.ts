import { getTableColumns } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Caller } from '../auth/caller.ts'
import { books } from '../db/schema.ts'
import type { BookFields } from './fields.ts'
import { searchColumns } from './search.ts'

/** A book as stored, with the words for search. */
export type StoredBook = typeof books.$inferSelect
/** A book as read: no response needs the words for search, and they are as long as the texts. */
export type Book = Omit<StoredBook, 'titleWords' | 'descriptionWords'>

const { titleWords, descriptionWords, ...bookColumns } = getTableColumns(books)

export { bookColumns }

export const firstVersion = 1

/** The row of a new book of the caller. */
export const newBookRow = (
  caller: Caller,
  fields: BookFields,
  { coverKey, createdAt = caller.at }: { coverKey: string | null; createdAt?: Date | undefined },
): StoredBook => ({
  id: uuidv7(),
  userId: caller.userId,
  ...fields,
  ...searchColumns(fields),
  coverKey,
  version: firstVersion,
  createdAt,
  updatedAt: caller.at,
})
