import { signal } from '@preact/signals'
import type { Book } from 'bookplate/client'
import { hasCode, sentenceOf } from '../errors/sentences.ts'
import { api } from '../session/session.ts'
import { dismiss, showToast } from '../toasts/toasts.ts'
import { removeBook } from './books.ts'

const secondsToUndo = 6

interface Deletion {
  book: Book
  timer: ReturnType<typeof setTimeout>
  toast: number
}

const held = new Map<string, Deletion>()
const hidden = signal<ReadonlySet<string>>(new Set())

/** Books that are deleted for the reader, and not yet, or only just, for the service. */
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

const release = ({ book, timer, toast }: Deletion) => {
  clearTimeout(timer)
  dismiss(toast)
  held.delete(book.id)
}

const undo = (deletion: Deletion) => {
  release(deletion)
  unhide(deletion.book.id)
}

const send = async (deletion: Deletion, init: RequestInit = {}): Promise<void> => {
  const { book } = deletion
  release(deletion)
  try {
    await api.books[':id'].$delete({ param: { id: book.id } }, { init })
    removeBook(book.id)
  } catch (error) {
    if (hasCode(error, 'book_not_found')) removeBook(book.id)
    else showToast({ text: `“${book.title}” was not deleted. ${sentenceOf(error)}`, isError: true })
  }
  unhide(book.id)
}

/** Takes the book off the shelf, and tells the service when there was time to think better of it. */
export const deleteLater = (book: Book): void => {
  hide(book.id)
  const toast = showToast({
    text: `Deleted “${book.title}”.`,
    action: { label: 'Undo', run: () => undo(deletion) },
  })
  const timer = setTimeout(() => void send(deletion), secondsToUndo * 1000)
  const deletion: Deletion = { book, timer, toast }
  held.set(book.id, deletion)
}

/** Deletes now what still could be undone: whoever leaves does not mean to undo it. */
export const sendDeletions = (init?: RequestInit): Promise<unknown> =>
  Promise.all([...held.values()].map((deletion) => send(deletion, init)))

addEventListener('pagehide', () => void sendDeletions({ keepalive: true }))

addEventListener('keydown', (event) => {
  const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select')
  const last = [...held.values()].at(-1)
  if (!isUndo || isTyping || !last) return
  event.preventDefault()
  undo(last)
})
