import { data, type ListedBook } from 'bookplate/client'
import { ignore, isServiceError } from '../errors/ignore.ts'
import { hasCode } from '../errors/messages.ts'
import { api } from '../session/session.ts'
import { type BookFields, isOwn, type OwnBook } from './book.ts'
import { isSame } from './draft.ts'
import type { Change } from './pending-changes.ts'
import { fetchBook } from './use-book.ts'

type Own = ListedBook | OwnBook

/** The fields whose values are not those of `book`. A book of a list lacks some fields, which count as different. */
const differing = (book: Own, fields: Partial<BookFields>): Partial<BookFields> => {
  const before: Record<string, unknown> = { ...book }
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !isSame(value, before[name])))
}

const fieldsOf = (book: Own, change: Change) => differing(book, change(book as ListedBook))

const send = (book: Own, fields: Partial<BookFields>) =>
  data(
    api.books[':id'].$patch(
      { param: { id: book.id }, json: fields },
      { headers: { 'If-Match': `"${book.version}"` } },
    ),
  )

/**
 * Sends a change. If the book has changed since, computes the change from the newer version and sends it once more.
 * @returns the saved book, or `book` if it has these values already
 * @throws ApiError, NetworkError
 */
export const patchBook = async (book: Own, change: Change): Promise<Own> => {
  const fields = fieldsOf(book, change)
  if (Object.keys(fields).length === 0) return book
  try {
    return await send(book, fields)
  } catch (error) {
    if (!hasCode(error, 'version_mismatch')) throw error
    const { book: newer } = await fetchBook(book.id)
    if (!isOwn(newer)) throw error
    const rest = fieldsOf(newer, change)
    return Object.keys(rest).length === 0 ? newer : send(newer, rest)
  }
}

/** Sends changes in one request that outlives the page. A request in progress may have saved some of them before. */
export const patchOnLeaving = (book: Own, changes: readonly Change[]): void => {
  const fields: Partial<BookFields> = {}
  for (const change of changes) Object.assign(fields, change({ ...book, ...fields } as ListedBook))
  const request = api.books[':id'].$patch(
    { param: { id: book.id }, json: fields },
    { init: { keepalive: true } },
  )
  // No page is left to tell of a failure.
  void request.catch(ignore(isServiceError))
}
