import type { ListedBook } from 'bookplate/client'
import { endSelection, selectedBooks } from './selection.ts'

/** The bar that has the focus disappears. */
const moveFocus = (ids: readonly string[]) => {
  if (!document.activeElement?.closest('.selection-bar')) return
  const isFound = (id: string) =>
    document.querySelector<HTMLElement>(`[data-book="${CSS.escape(id)}"] a[href]`)
  const link = ids.map(isFound).find((found) => found?.checkVisibility())
  const heading = document.querySelector<HTMLElement>('main h1')
  ;(link ?? heading)?.focus({ preventScroll: true })
}

/** Ends the selection. @returns the books that were selected */
export const leaveSelection = (): ListedBook[] => {
  const books = selectedBooks()
  moveFocus(books.map(({ id }) => id))
  endSelection()
  return books
}
