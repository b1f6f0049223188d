import { neighbourOf } from './neighbour.ts'

const entryOf = (element: Element | null) => element?.closest<HTMLElement>('[data-book]') ?? undefined

/** Moves the focus from a book of the shelf to its neighbour, in the direction of an arrow key. */
export const moveFocus = (event: KeyboardEvent): void => {
  const { activeElement: link } = document
  const from = link?.matches('a[href]') ? entryOf(link) : undefined
  if (!from) return
  const all = [...(from.closest('.books')?.querySelectorAll<HTMLElement>('[data-book]') ?? [])]
  const to = neighbourOf(all, from, event.key)?.querySelector<HTMLElement>('a[href]')
  if (!to) return
  event.preventDefault()
  to.focus({ preventScroll: true })
  to.scrollIntoView({ block: 'nearest' })
}
