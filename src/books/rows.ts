import { uuidv7 } from 'uuidv7'
import type { Caller } from '../auth/caller.ts'
import type { books } from '../db/schema.ts'
import type { BookFields } from './fields.ts'
import { searchColumns } from './search.ts'

export type Book = typeof books.$inferSelect

export const firstVersion = 1

/** The row of a new book of the caller. */
export const newBookRow = (
  caller: Caller,
  fields: BookFields,
  { coverKey, createdAt = caller.at }: { coverKey: string | null; createdAt?: Date | undefined },
): Book => ({
  id: uuidv7(),
  userId: caller.userId,
  ...fields,
  ...searchColumns(fields),
  coverKey,
  version: firstVersion,
  createdAt,
  updatedAt: caller.at,
})
