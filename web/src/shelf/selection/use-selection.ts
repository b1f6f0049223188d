import { useMemo } from 'preact/hooks'
import { neighbourOf } from '../../keys/neighbour.ts'
import { createLongPress } from './long-press.ts'
import { selection, selectTo, toggle } from './selection.ts'

/** The card, row or spine of a book. */
const entryOf = (target: EventTarget | null): HTMLElement | undefined =>
  (target instanceof Element && target.closest<HTMLElement>('[data-book]')) || undefined

const idOf = (entry: HTMLElement | undefined): string | undefined => entry?.dataset.book

const linkOf = (entry: Element | undefined) => entry?.querySelector<HTMLElement>('a[href]')

const isBox = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.classList.contains('select-box')

const isLink = (target: EventTarget | null) => target instanceof Element && target.closest('a[href]') !== null

/** A range gets its first book before Shift moves on. */
const extend = (from: HTMLElement, to: HTMLElement) => {
  const [start, end] = [idOf(from), idOf(to)]
  if (start && selection.value.size === 0) toggle(start)
  if (end) selectTo(end)
  linkOf(to)?.focus()
}

const onArrow = (event: KeyboardEvent, entry: HTMLElement) => {
  const all = [...(entry.closest('.books')?.querySelectorAll<HTMLElement>('[data-book]') ?? [])]
  const to = event.key.startsWith('Arrow') ? neighbourOf(all, entry, event.key) : undefined
  if (!to) return
  event.preventDefault()
  extend(entry, to as HTMLElement)
}

const onKeyDown = (event: KeyboardEvent) => {
  const entry = entryOf(event.target)
  const id = idOf(entry)
  const isOnEntry = isLink(event.target) || isBox(event.target)
  if (!entry || !id || !isOnEntry || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.shiftKey) onArrow(event, entry)
  // A checkbox takes the space bar itself.
  else if (event.key === 'x' || (event.key === ' ' && !isBox(event.target))) {
    event.preventDefault()
    toggle(id)
  }
}

/** The handlers of the list of books. They catch a click before the link of a book opens it. */
const createHandlers = () => {
  const longPress = createLongPress((target) => {
    const id = idOf(entryOf(target))
    if (id) toggle(id)
  })
  const onClickCapture = (event: MouseEvent) => {
    const id = idOf(entryOf(event.target))
    const isLong = longPress.wasLong()
    if (!id || event.ctrlKey || event.metaKey || !(isBox(event.target) || isLink(event.target))) return
    if (!isLong && isBox(event.target)) {
      if (event.shiftKey) selectTo(id)
      else toggle(id)
      event.target.checked = selection.value.has(id)
      return
    }
    // Enter on a link opens its book in a selection too. Its click has no position.
    const selects = isLong || event.shiftKey || (selection.isOn && event.detail > 0)
    if (!selects) return
    event.preventDefault()
    event.stopPropagation()
    if (isLong) return
    if (event.shiftKey) selectTo(id)
    else toggle(id)
  }
  return { ...longPress.handlers, onClickCapture, onKeyDown }
}

/** Selection by mouse, touch and keyboard. @returns the handlers of the list of books */
export const useSelection = () => useMemo(createHandlers, [])
