import { signal } from '@preact/signals'
import { changeDefaults } from '../router/location.ts'
import { type Sort, sorts, type View, views, wholeShelf } from '../router/shelf-query.ts'
import { onReaderChange } from '../session/on-reader-change.ts'
import { user } from '../session/session.ts'

export const coverSizes = ['small', 'medium', 'large'] as const
type CoverSize = (typeof coverSizes)[number]

interface ShelfSettings {
  sort: Sort
  view: View
  size: CoverSize
}

const initial: ShelfSettings = { sort: wholeShelf.sort, view: wholeShelf.view, size: 'medium' }
const state = signal(initial)

/** How the reader likes to see the shelf, as chosen last in this browser. An address that names an order or view wins. */
export const shelfSettings = {
  get value(): ShelfSettings {
    return state.value
  },
}

const keyOf = (userId: string) => `bookplate:shelf:${userId}`

const choose = <Item extends string>(items: readonly Item[], stored: unknown, otherwise: Item): Item =>
  items.find((item) => item === stored) ?? otherwise

const read = (userId: string): ShelfSettings => {
  // A browser may forbid the storage, and another version may have written it.
  try {
    const { sort, view, size } = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '{}')
    return {
      sort: choose(sorts, sort, initial.sort),
      view: choose(views, view, initial.view),
      size: choose(coverSizes, size, initial.size),
    }
  } catch {
    return initial
  }
}

/** Keeps what the reader chose. */
export const rememberSettings = (changes: Partial<ShelfSettings>): void => {
  const settings = { ...state.peek(), ...changes }
  state.value = settings
  changeDefaults(settings)
  const userId = user.peek()?.id
  if (userId === undefined) return
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(settings))
  } catch {
    // The choice lasts until the page is closed.
  }
}

// The settings belong to one reader. They apply before the reader's page is drawn.
onReaderChange((id) => {
  state.value = id === undefined ? initial : read(id)
  changeDefaults(state.peek())
})
