import { signal } from '@preact/signals'
import type { Book } from 'bookplate/client'
import { hasCode, messageFor } from '../errors/messages.ts'
import { api } from '../session/session.ts'
import { dismiss, showToast } from '../toasts/toasts.ts'
import { removeBooks } from './books.ts'

const secondsToUndo = 6

interface Deletion {
  book: Book
  timer: ReturnType<typeof setTimeout>
  toast: number
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
  hidden.value = new Set([...hidden.value, id])
}
const unhide = (id: string) => {
  hidden.value = new Set([...hidden.value].filter((other) => other !== id))
}

const endUndoTime = ({ book, timer, toast }: Deletion) => {
  clearTimeout(timer)
  dismiss(toast)
  pending.delete(book.id)
}

const undo = (deletion: Deletion) => {
  endUndoTime(deletion)
  unhide(deletion.book.id)
}

const send = async (deletion: Deletion, init: RequestInit = {}): Promise<void> => {
  const { book } = deletion
  endUndoTime(deletion)
  try {
    await api.books[':id'].$delete({ param: { id: book.id } }, { init })
    removeBooks([book.id])
  } catch (error) {
    if (hasCode(error, 'book_not_found')) removeBooks([book.id])
    else showToast({ text: `“${book.title}” was not deleted. ${messageFor(error)}`, isError: true })
  }
  unhide(book.id)
}

/** Hides the book at once. The request is sent when the time to undo has passed. */
export const deleteLater = (book: Book): void => {
  hide(book.id)
  const toast = showToast({
    text: `Deleted “${book.title}”.`,
    action: { label: 'Undo', run: () => undo(deletion) },
  })
  const timer = setTimeout(() => void send(deletion), secondsToUndo * 1000)
  const deletion: Deletion = { book, timer, toast }
  pending.set(book.id, deletion)
}

/** Sends all pending deletions now, because the reader leaves and can no longer undo them. */
export const sendDeletions = (init?: RequestInit): Promise<unknown> =>
  Promise.all([...pending.values()].map((deletion) => send(deletion, init)))

addEventListener('pagehide', () => void sendDeletions({ keepalive: true }))

addEventListener('keydown', (event) => {
  const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select')
  const last = [...pending.values()].at(-1)
  if (!isUndo || isTyping || !last) return
  event.preventDefault()
  undo(last)
})
