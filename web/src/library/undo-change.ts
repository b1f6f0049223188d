import type { ListedBook } from 'bookplate/client'
import { dismiss, isWaiting, secondsToUndo, showToast } from '../toasts/toasts.ts'
import type { BookFields, OwnBook } from './book.ts'
import { changeFields, currentBook } from './change-book.ts'
import type { Change } from './pending-changes.ts'
import { libraryTexts } from './texts.ts'

type Own = ListedBook | OwnBook

interface Undoable {
  toast: number
  /** Changes with one key are taken back together. */
  key: string | undefined
  before: Partial<BookFields>
}

/** The last change of each book, as long as it can be taken back. */
const undoable = new Map<string, Undoable>()

const forget = (id: string, { toast }: Undoable) => {
  dismiss(toast)
  if (undoable.get(id)?.toast === toast) undoable.delete(id)
}

interface UndoOptions {
  /** The message, which names the change. */
  text: string
  /** For changes in a row, such as of a rating: Undo brings back the value before the first of them. */
  key?: string
}

/** Changes fields of an own book at once, and offers to take the change back. @returns whether it was saved */
export const changeWithUndo = async (
  book: Own,
  change: Partial<BookFields> | Change,
  { text, key }: UndoOptions,
): Promise<boolean> => {
  const { id } = book
  const now = currentBook(book)
  const fields = typeof change === 'function' ? change(now as ListedBook) : change
  const known = undoable.get(id)
  const last = known && isWaiting(known.toast) ? known : undefined
  if (last) forget(id, last)
  const before =
    last && key !== undefined && last.key === key
      ? last.before
      : Object.fromEntries(Object.keys(fields).map((name) => [name, now[name as keyof Own]]))
  const undo = () => {
    forget(id, done)
    void changeFields(currentBook(book), before)
  }
  const done: Undoable = {
    key,
    before,
    toast: showToast({
      text,
      action: { label: libraryTexts.peek().undo, run: undo },
      seconds: secondsToUndo,
      onEnd: () => forget(id, done),
    }),
  }
  undoable.set(id, done)
  const isSaved = await changeFields(book, change)
  if (!isSaved) forget(id, done)
  return isSaved
}
