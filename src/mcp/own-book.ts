import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import type { OwnRow } from '../books/rows.ts'
import { selectOwnBook } from '../books/statements.ts'
import { ApiError } from '../http/errors.ts'

/** @throws ApiError `book_not_found`, also for a book of another reader */
export const readOwnBook = async (c: CallerContext, id: string): Promise<OwnRow> => {
  const { own } = await asCaller(c.var, { own: selectOwnBook(c.var.caller, id) })
  if (!own[0]) throw new ApiError('book_not_found')
  return own[0]
}
