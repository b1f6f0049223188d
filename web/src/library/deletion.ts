import { effect, signal } from '@preact/signals'
import type { Book } from 'bookplate/client'
import { hasCode, messageFor } from '../errors/messages.ts'
import { api, user } from '../session/session.ts'
import { dismiss, secondsToUndo, showToast } from '../toasts/toasts.ts'
import { removeBooks } from './books.ts'
import { noticeTexts } from './notice-texts.ts'

interface Deletion {
  book: Book
  /** `undefined` when the time to undo has passed. */
  toast: number | undefined
}

const pending = new Map<string, Deletion>()
const hidden = signal<ReadonlySet<string>>(new Set())

/** The ids of deleted books, until the service has deleted them too. The shelf does not show these books. */
export const hiddenBooks = {
  get value(): ReadonlySet<string> {
    return hidden.value
  },
}

const hide = (id: string) => {
  hidden.value = new Set([...hidden.peek(), id])
}
const unhide = (id: string) => {
  hidden.value = new Set([...hidden.peek()].filter((other) => other !== id))
}

const endUndoTime = (deletion: Deletion) => {
  if (deletion.toast !== undefined) dismiss(deletion.toast)
  deletion.toast = undefined
}

/** Brings back a book whose deletion was not sent. */
const undo = (deletion: Deletion) => {
  endUndoTime(deletion)
  pending.delete(deletion.book.id)
  unhide(deletion.book.id)
}

const fail = ({ book }: Deletion, error: unknown) =>
  showToast({
    text: `${noticeTexts.peek().notDeleted(book.title)} ${messageFor(error)}`,
    isError: true,
    action: { label: noticeTexts.peek().tryAgain, run: () => deleteLater(book) },
  })

const send = async (deletion: Deletion, init: RequestInit = {}): Promise<void> => {
  const { book } = deletion
  endUndoTime(deletion)
  // It waits until the same reader has signed in again.
  if (!user.peek() || pending.get(book.id) !== deletion) return
  pending.delete(book.id)
  const reader = owner
  try {
    await api.books[':id'].$delete({ param: { id: book.id } }, { init })
    if (reader === owner) removeBooks([book.id])
  } catch (error) {
    if (reader !== owner) return
    if (hasCode(error, 'book_not_found')) removeBooks([book.id])
    else if (user.peek()) fail(deletion, error)
    else pending.set(book.id, deletion)
  }
  if (!pending.has(book.id)) unhide(book.id)
}

/** Hides the book at once. The request is sent when the time to undo has passed. */
export const deleteLater = (book: Book): void => {
  if (pending.has(book.id)) return
  hide(book.id)
  const deletion: Deletion = { book, toast: undefined }
  pending.set(book.id, deletion)
  deletion.toast = showToast({
    text: noticeTexts.peek().deleted(book.title),
    action: { label: noticeTexts.peek().undo, run: () => undo(deletion) },
    seconds: secondsToUndo,
    onEnd: () => void send(deletion),
  })
}

/** Takes back a deletion that is not sent yet. @returns whether there was one */
export const undoDeletion = (id: string): boolean => {
  const deletion = pending.get(id)
  if (deletion) undo(deletion)
  return deletion !== undefined
}

/** Sends all pending deletions now, because the reader leaves and can no longer undo them. */
export const sendDeletions = (init?: RequestInit): Promise<unknown> =>
  Promise.all([...pending.values()].map((deletion) => send(deletion, init)))

addEventListener('pagehide', () => void sendDeletions({ keepalive: true }))

addEventListener('keydown', (event) => {
  const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select')
  const last = [...pending.values()].findLast(({ toast }) => toast !== undefined)
  if (!isUndo || isTyping || !last) return
  event.preventDefault()
  undo(last)
})

// Deletions belong to one reader. On the page of another one, their titles must not be seen.
let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === undefined) for (const deletion of pending.values()) endUndoTime(deletion)
  else if (id === owner) void sendDeletions()
  else {
    owner = id
    for (const deletion of pending.values()) endUndoTime(deletion)
    pending.clear()
    hidden.value = new Set()
  }
})
