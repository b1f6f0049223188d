import type { Book, ListedBook } from 'bookplate/client'
import { hasCode } from '../errors/messages.ts'
import { api } from '../session/session.ts'
import { sendAll, sendNext, type Waiting, waitingFor } from './batch.ts'

/** The outcome of deletions. */
export interface Deleted {
  /** The ids of books that no longer exist. */
  gone: string[]
  /** Books that were changed elsewhere, and therefore stay. */
  changed: Book[]
  /** Books whose deletion failed, or whose response was lost. `waiting` sends the same again. */
  failed?: { books: readonly Book[]; error: unknown; waiting?: Waiting }
}

export const deleteOne = async (book: Book, init: RequestInit): Promise<Deleted> => {
  try {
    await api.books[':id'].$delete({ param: { id: book.id } }, { init })
    return { gone: [book.id], changed: [] }
  } catch (error) {
    if (hasCode(error, 'book_not_found')) return { gone: [book.id], changed: [] }
    return { gone: [], changed: [], failed: { books: [book], error } }
  }
}

const deletionsOf = (books: readonly Book[]): Waiting =>
  // Only books of the own list are selected, and they have a version.
  waitingFor((books as readonly ListedBook[]).map(({ id, version }) => ({ op: 'delete', id, version })))

/**
 * Deletes books that have not changed since.
 * @param waiting the requests of an earlier attempt
 * @param isWanted asked before each request
 */
export const deleteMany = async (
  books: readonly Book[],
  waiting: Waiting = deletionsOf(books),
  isWanted: () => boolean,
): Promise<Deleted> => {
  const { done, rejected, waiting: rest, error } = await sendAll(waiting, isWanted)
  const idsOf = (isGone: boolean) =>
    rejected.flatMap(({ id, error }) => ((error.code === 'book_not_found') === isGone ? [id] : []))
  const changed = new Set(idsOf(false))
  const deleted: Deleted = {
    gone: [...done.keys(), ...idsOf(true)],
    changed: books.filter(({ id }) => changed.has(id)),
  }
  if (rest.operations.length === 0) return deleted
  const left = new Set(rest.operations.map(({ id }) => id))
  return { ...deleted, failed: { books: books.filter(({ id }) => left.has(id)), error, waiting: rest } }
}

// Requests that outlive their page are limited: 64 KiB in all, and nine at once in Chromium.
const maxLastingRequests = 8
export const maxDeletedOnLeaving = 800

/**
 * Deletes books while the page is closed. A book that was changed elsewhere stops few of the others.
 * @param onEnd called for each request, with the ids of its books and of those that are deleted
 */
export const deleteOnLeaving = (
  books: readonly Book[],
  onEnd: (ids: string[], gone: string[]) => void,
): void => {
  const sent = books.slice(0, maxDeletedOnLeaving)
  const size = Math.max(10, Math.ceil(sent.length / maxLastingRequests))
  for (let at = 0; at < sent.length; at += size) {
    const part = sent.slice(at, at + size)
    const ids = part.map(({ id }) => id)
    sendNext(deletionsOf(part), { keepalive: true }).then(
      ({ done }) => onEnd(ids, done.length > 0 ? ids : []),
      () => onEnd(ids, []),
    )
  }
}
