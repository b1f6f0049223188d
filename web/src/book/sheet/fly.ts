import { ignore, isBrowserError } from '../../errors/ignore.ts'

// The cover flies between the shelf and the sheet. Only the cover is part of the transition, so the page never waits: it
// changes at once, and stays in use while the cover is in the air.

const name = 'book-cover'
const reduced = matchMedia('(prefers-reduced-motion: reduce)')

export const linkOf = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`.books a[href^="#/books/${CSS.escape(id)}"]`)

const isOnScreen = (element: Element): boolean => {
  const { top, bottom, width } = element.getBoundingClientRect()
  return width > 0 && bottom > 0 && top < innerHeight
}

const coverOnShelf = (id: string): HTMLElement | undefined => {
  const cover = linkOf(id)?.querySelector<HTMLElement>('.cover')
  return cover && isOnScreen(cover) ? cover : undefined
}

const coverInSheet = (): HTMLElement | undefined => {
  const cover = document.querySelector<HTMLElement>('.sheet .book > .cover')
  return cover && isOnScreen(cover) ? cover : undefined
}

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Whether the browser and the reader want it. */
const canFly = (): boolean =>
  typeof document.startViewTransition === 'function' &&
  !reduced.matches &&
  document.visibilityState === 'visible'

/**
 * Shows a change of the page with the cover of the book in flight.
 * @param id the book
 * @param to where its cover lands
 * @param change renders the page; called in any case
 */
export const fly = (id: string, to: 'sheet' | 'shelf', change: () => void): void => {
  const [from, target] =
    to === 'sheet' ? [coverOnShelf(id), coverInSheet] : [coverInSheet(), () => coverOnShelf(id)]
  if (!from || !canFly()) {
    change()
    return
  }
  let landed: HTMLElement | undefined
  from.style.viewTransitionName = name
  const clear = () => {
    for (const cover of [from, landed]) cover?.style.removeProperty('view-transition-name')
  }
  const transition = document.startViewTransition(async () => {
    change()
    // The page is rendered in a microtask.
    await nextTask()
    from.style.removeProperty('view-transition-name')
    landed = target()
    if (landed) landed.style.viewTransitionName = name
  })
  // A new transition skips the one before. That is no error.
  transition.ready.catch(ignore(isBrowserError))
  transition.finished.then(clear, clear)
}
