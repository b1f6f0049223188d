import { effect } from '@preact/signals'
import type { Book, ListedBook } from 'bookplate/client'
import { messageFor } from '../errors/messages.ts'
import { user } from '../session/session.ts'
import { dismiss, secondsToUndo, showToast } from '../toasts/toasts.ts'
import type { Waiting } from './batch.ts'
import { removeBooks } from './books.ts'
import { type Deleted, deleteMany, deleteOne, deleteOnLeaving, maxDeletedOnLeaving } from './delete-books.ts'
import { hideBooks, showAllBooks, showBooks } from './hidden-books.ts'
import { noticeTexts } from './notice-texts.ts'
import { refetchBooks } from './refetch-books.ts'

interface Deletion {
  /** One book, or many that are deleted together. */
  books: readonly Book[]
  /** `undefined` when the time to undo has passed. */
  toast: number | undefined
  /** The requests of an earlier attempt, whose response may be lost. */
  waiting: Waiting | undefined
}

const pending = new Set<Deletion>()

const idsOf = (books: readonly Book[]) => books.map(({ id }) => id)

const endUndoTime = (deletion: Deletion) => {
  if (deletion.toast !== undefined) dismiss(deletion.toast)
  deletion.toast = undefined
}

/** Brings back books whose deletion was not sent. */
const undo = (deletion: Deletion) => {
  endUndoTime(deletion)
  pending.delete(deletion)
  showBooks(idsOf(deletion.books))
}

const tellFailed = ({ books, error, waiting }: NonNullable<Deleted['failed']>, of: number) => {
  const texts = noticeTexts.peek()
  const [first] = books
  const text = of === 1 && first ? texts.notDeleted(first.title) : texts.manyNotDeleted(books.length, of)
  const toast = showToast({
    text: `${text} ${messageFor(error)}`,
    isError: true,
    action: {
      label: texts.tryAgain,
      run: () => {
        dismiss(toast)
        begin({ books, toast: undefined, waiting })
      },
    },
  })
}

const tellChanged = ([first, ...others]: readonly Book[]) => {
  if (!first) return
  showToast({ text: noticeTexts.peek().changedSoNotDeleted(first.title, others.length), isError: true })
}

const send = async (deletion: Deletion, init: RequestInit = {}): Promise<void> => {
  const { books, waiting } = deletion
  const [first] = books
  endUndoTime(deletion)
  // It waits until the same reader has signed in again.
  if (!user.peek() || !first || !pending.delete(deletion)) return
  const reader = owner
  const isWanted = () => reader === owner && user.peek() !== undefined
  const isOne = books.length === 1 && !waiting
  const { gone, changed, failed } = await (isOne
    ? deleteOne(first, init)
    : deleteMany(books, waiting, isWanted))
  if (reader !== owner) return
  removeBooks(gone)
  tellChanged(changed)
  await refetchBooks(idsOf(changed), isWanted)
  if (failed && isWanted()) tellFailed(failed, books.length)
  else if (failed) pending.add({ books: failed.books, toast: undefined, waiting: failed.waiting })
  const isWaiting = failed !== undefined && !isWanted()
  showBooks(idsOf(books).filter((id) => !(isWaiting && failed.books.some((one) => one.id === id))))
}

/** Hides the books, and offers Undo. The requests are sent when the time has passed. */
const begin = (deletion: Deletion) => {
  const { books } = deletion
  const [first] = books
  if (!first) return
  hideBooks(idsOf(books))
  pending.add(deletion)
  const texts = noticeTexts.peek()
  deletion.toast = showToast({
    text: books.length === 1 ? texts.deleted(first.title) : texts.manyDeleted(books.length),
    action: { label: texts.undo, run: () => undo(deletion) },
    seconds: secondsToUndo,
    onEnd: () => void send(deletion),
  })
}

const findDeletion = (id: string) => [...pending].find(({ books }) => books.some((book) => book.id === id))

/** Hides the book at once. The request is sent when the time to undo has passed. */
export const deleteLater = (book: Book): void => {
  if (!findDeletion(book.id)) begin({ books: [book], toast: undefined, waiting: undefined })
}

/** Hides the books at once. They are deleted together, unless they were changed elsewhere since. */
export const deleteManyLater = (books: readonly ListedBook[]): void =>
  begin({ books: books.filter(({ id }) => !findDeletion(id)), toast: undefined, waiting: undefined })

/** Sends all pending deletions now, because the reader leaves and can no longer undo them. */
export const sendDeletions = (init?: RequestInit): Promise<unknown> =>
  Promise.all([...pending].map((deletion) => send(deletion, init)))

addEventListener('pagehide', () => {
  const many = user.peek() ? [...pending].filter(({ books }) => books.length > 1) : []
  for (const deletion of many) {
    endUndoTime(deletion)
    pending.delete(deletion)
  }
  // The browser may show the page again.
  deleteOnLeaving(
    many.flatMap(({ books }) => books),
    (ids, gone) => {
      removeBooks(gone)
      showBooks(ids)
    },
  )
  void sendDeletions({ keepalive: true })
})

// The browser asks before it leaves the page with more deletions than can be sent then.
addEventListener('beforeunload', (event) => {
  const count = [...pending].reduce((sum, { books }) => sum + books.length, 0)
  if (count > maxDeletedOnLeaving) event.preventDefault()
})

addEventListener('keydown', (event) => {
  const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select')
  const last = [...pending].findLast(({ toast }) => toast !== undefined)
  if (!isUndo || isTyping || !last) return
  event.preventDefault()
  undo(last)
})

// Deletions belong to one reader. On the page of another one, their titles must not be seen.
let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === undefined) for (const deletion of pending) endUndoTime(deletion)
  else if (id === owner) void sendDeletions()
  else {
    owner = id
    for (const deletion of pending) endUndoTime(deletion)
    pending.clear()
    showAllBooks()
  }
})
