import { useComputed } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'
import { selection } from './selection.ts'
import { selectionTexts } from './texts.ts'
import './select-box.css'

/** Visible under the mouse and during a selection. The list handles its clicks. */
export const SelectBox = ({ book }: { book: ListedBook }) => {
  const isSelected = useComputed(() => selection.value.has(book.id))
  return (
    <input
      type="checkbox"
      class="select-box"
      aria-label={selectionTexts.value.selectBook(book.title)}
      checked={isSelected}
    />
  )
}
