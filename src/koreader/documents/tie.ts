import { and, eq, isNull } from 'drizzle-orm'
import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { koreaderDocuments } from '../../db/schema.ts'
import { ApiError } from '../../http/errors.ts'
import { maxAttempts } from '../limits.ts'
import { dayOf, readingChanges } from '../reading-changes.ts'
import { tiedChange } from '../tied-statements.ts'
import { type Document, selectDocument, selectOwnBook } from './statements.ts'

/** The document as it was read: the same report, and the same tie. */
const isUnchanged = ({ syncedAt, bookId }: Document) =>
  and(
    eq(koreaderDocuments.syncedAt, syncedAt),
    bookId === null ? isNull(koreaderDocuments.bookId) : eq(koreaderDocuments.bookId, bookId),
  )

/** @returns the tied document; undefined if the document or the book has changed meanwhile */
const tryTie = async (c: CallerContext, id: string, bookId: string): Promise<Document | undefined> => {
  const { caller, config } = c.var
  const { found, own } = await asCaller(c.var, {
    found: selectDocument(caller, id),
    own: selectOwnBook(caller, bookId),
  })
  const [[document], [book]] = [found, own]
  if (!document) throw new ApiError('document_not_found')
  if (!book) throw new ApiError('book_not_found')
  const tied = { ...document, bookId: book.id, bookTitle: book.title }
  // The reports since then have changed the book already, and its owner may have changed it after them.
  if (document.bookId === book.id) return tied
  const { percentage, syncedAt } = document
  const change = {
    document: id,
    isAsRead: isUnchanged(document),
    columns: { bookId: book.id },
    syncedAt,
    book,
    changes: readingChanges(book, { percentage, before: 0, day: dayOf(syncedAt) }),
  }
  const { saved } = await asCaller(c.var, tiedChange(caller, change, config.quota))
  return saved.length > 0 ? tied : undefined
}

/**
 * Ties a document to a book, which gets the last report at once, in one transaction. Two D1 round trips, two more for each
 * collision with a report or with a change of the book.
 * @throws ApiError `document_not_found`, `book_not_found`, `service_unavailable` after too many collisions; those of
 *   `asCaller`
 */
export const tieDocument = async (c: CallerContext, id: string, bookId: string): Promise<Document> => {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const tied = await tryTie(c, id, bookId)
    if (tied) return tied
  }
  throw new ApiError('service_unavailable', { cause: 'the document or the book kept changing' })
}
