import { signal } from '@preact/signals'

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
