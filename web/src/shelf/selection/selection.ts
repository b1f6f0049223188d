import { batch, effect, signal } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'
import { books, findBook } from '../../library/books.ts'
import { hiddenBooks } from '../../library/hidden-books.ts'
import { onReaderChange } from '../../session/on-reader-change.ts'

type Chosen = ReadonlyMap<string, ListedBook>

const nothing: Chosen = new Map()

/** The books that the reader has selected, by id. Some may be absent from a list with another filter. */
const chosen = signal(nothing)
const isOn = signal(false)

/** A range reaches from this book. The books of `base` stay selected with any range. */
let anchor: string | undefined
let base = nothing

export const selection = {
  get value(): Chosen {
    return chosen.value
  },
  /** Whether a click on a book selects it. */
  get isOn(): boolean {
    return isOn.value
  },
}

/** @returns the books of the shelf, in order, without those that are deleted */
const shown = (): ListedBook[] => books.value.list.filter(({ id }) => !hiddenBooks.value.has(id))

const set = (next: Chosen) => {
  batch(() => {
    chosen.value = next
    isOn.value = true
  })
}

export const beginSelection = (): void => {
  isOn.value = true
}

export const endSelection = (): void => {
  batch(() => {
    chosen.value = nothing
    isOn.value = false
  })
  anchor = undefined
  base = nothing
}

export const toggle = (id: string): void => {
  const next = new Map(chosen.value)
  const book = findBook(id)
  if (!next.delete(id) && book) next.set(id, book)
  anchor = id
  base = next
  set(next)
}

/** Selects all books from the last one that was selected to this one. Another call replaces the range. */
export const selectTo = (id: string): void => {
  const list = shown()
  const to = list.findIndex((book) => book.id === id)
  const from = list.findIndex((book) => book.id === anchor)
  if (to < 0) return
  if (from < 0) {
    anchor = id
    base = chosen.value
  }
  const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)]
  set(new Map([...base, ...list.slice(first, last + 1).map((book) => [book.id, book] as const)]))
}

/** Selects every book that is loaded. */
export const selectAll = (): void => {
  base = new Map([...chosen.value, ...shown().map((book) => [book.id, book] as const)])
  set(base)
}

/** @returns the current versions of the selected books */
export const selectedBooks = (): ListedBook[] =>
  [...chosen.value.values()].map((book) => findBook(book.id) ?? book)

// A selection belongs to one reader.
onReaderChange(endSelection)

// A deleted book is selected no longer. Undo shows it again, unselected.
effect(() => {
  const hidden = hiddenBooks.value
  const before = chosen.peek()
  if (![...before.keys()].some((id) => hidden.has(id))) return
  chosen.value = new Map([...before].filter(([id]) => !hidden.has(id)))
})
