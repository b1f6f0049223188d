import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { ApiError } from '../../http/errors.ts'
import { type Document, tieBatch } from './statements.ts'

/**
 * Ties a document to a book, which gets the last report at once, in one transaction and one D1 round trip.
 * @throws ApiError `document_not_found`, `book_not_found`; those of `asCaller`
 */
export const tieDocument = async (c: CallerContext, id: string, bookId: string): Promise<Document> => {
  const { caller, config } = c.var
  const { found } = await asCaller(c.var, tieBatch(caller, id, bookId, config.quota))
  const [document] = found
  if (!document) throw new ApiError('document_not_found')
  if (document.bookId !== bookId || document.bookTitle === null) throw new ApiError('book_not_found')
  return document
}
