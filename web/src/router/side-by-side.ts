import { signal } from '@preact/signals'
import { route } from './location.ts'
import type { BookDialog } from './route.ts'

// As in shelf-sheet.css.
const wide = matchMedia('(width >= 64rem)')
const state = signal(wide.matches)
wide.addEventListener('change', () => {
  state.value = wide.matches
})

/** Whether there is room for a book beside the shelf. */
export const isSideBySide = {
  get value(): boolean {
    return state.value
  },
  peek: (): boolean => state.peek(),
}

/** @returns the book that stays open beside the shelf when the shelf shows other books */
export const openBeside = (): BookDialog | undefined => {
  const here = route.value
  const dialog = here.page === 'shelf' ? here.dialog : undefined
  return isSideBySide.value && dialog?.kind === 'read' ? dialog : undefined
}
