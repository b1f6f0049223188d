import { useEffect } from 'preact/hooks'
import { hiddenBooks } from '../library/hidden-books.ts'
import { removedBooks } from '../library/known-changes.ts'
import { noticeTexts } from '../library/notice-texts.ts'
import type { BookDialog } from '../router/route.ts'
import { showMessage } from '../toasts/toasts.ts'
import { hasTyped } from './inline/typed-texts.ts'

/** Never shows a deleted book again: not by Forward, and not after a deletion in another tab. A form keeps its draft. */
export const useGone = (dialog: BookDialog, close: () => void): void => {
  const id = dialog.kind === 'read' ? dialog.id : undefined
  const isHidden = id !== undefined && hiddenBooks.value.has(id)
  const isRemoved = id !== undefined && removedBooks.value.has(id)
  useEffect(() => {
    if (!isHidden && !isRemoved) return
    // The message of a deletion that can be undone is there already.
    if (isRemoved) showMessage(noticeTexts.peek().gone(removedBooks.value.get(id ?? '')))
    // The sheet offers the text.
    if (!isRemoved || !hasTyped(id ?? '')) close()
  }, [id, isHidden, isRemoved])
}
