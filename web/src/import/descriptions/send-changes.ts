import { ApiError, data } from 'bookplate/client'
import { maxBatchJsonBytes, maxOperations } from '../../../../src/books/batch/limits.ts'
import { messageFor } from '../../errors/messages.ts'
import { api } from '../../session/session.ts'
import type { OldBook } from './old-books.ts'

/** Takes the description apart, or confirms it: a description that is sent is shown to other readers. */
export type Choice = 'take-apart' | 'keep'

/** Books that wait, in the order in which they are sent. */
export interface Waiting {
  choice: Choice
  books: OldBook[]
  /** The same for a request that is sent again, so that a change whose response was lost is not a conflict with itself. */
  key: string
}

export interface Conflict {
  book: OldBook
  message: string
}

const changesOf = ({ description, changes }: OldBook, choice: Choice) =>
  choice === 'keep' ? { description } : { description: '', ...changes }

const operationOf = (book: OldBook, choice: Choice) => ({
  op: 'update' as const,
  id: book.id,
  version: book.version,
  book: changesOf(book, choice),
})

const utf8 = new TextEncoder()

/** @returns the operations of one request: its number and its bytes are limited */
const firstOperations = ({ books, choice }: Waiting) => {
  const operations = books.slice(0, maxOperations).map((book) => operationOf(book, choice))
  let bytes = JSON.stringify({ operations: [] }).length
  const end = operations.findIndex((one) => {
    bytes += utf8.encode(JSON.stringify(one)).length + 1
    return bytes > maxBatchJsonBytes
  })
  return end < 0 ? operations : operations.slice(0, end)
}

const bookErrors = ['version_mismatch', 'title_taken', 'book_not_found']
const place = /^operations\.(\d+)/

/** @returns the place of the book that the error is about; undefined for an error of the whole request */
const placeOf = (error: unknown): number | undefined => {
  if (!(error instanceof ApiError) || !bookErrors.includes(error.code)) return undefined
  const [, at] = place.exec(error.issues[0]?.path ?? '') ?? []
  return at === undefined ? undefined : Number(at)
}

/**
 * Sends the first of the books that wait. A batch changes all of its books or none.
 * @returns the books that still wait, and either those that were changed or the book whose change failed
 * @throws ApiError, NetworkError of the whole request: send the same again
 */
export const sendNext = async (
  waiting: Waiting,
): Promise<{ waiting: Waiting; changed: OldBook[]; conflict?: Conflict }> => {
  const operations = firstOperations(waiting)
  const after = (books: OldBook[]): Waiting => ({ ...waiting, books, key: crypto.randomUUID() })
  try {
    await data(
      api.books.batch.$post({ json: { operations } }, { headers: { 'Idempotency-Key': waiting.key } }),
    )
    return {
      waiting: after(waiting.books.slice(operations.length)),
      changed: waiting.books.slice(0, operations.length),
    }
  } catch (error) {
    const book = waiting.books[placeOf(error) ?? -1]
    if (!book) throw error
    const conflict = { book, message: messageFor(error) }
    return { waiting: after(waiting.books.filter((one) => one !== book)), changed: [], conflict }
  }
}
