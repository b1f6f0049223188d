import { signal } from '@preact/signals'
import { type Route, readRoute, shelfHref } from './route.ts'

const current = signal(readRoute(location.hash))

/** The route of the current address. */
export const route = {
  get value(): Route {
    return current.value
  },
}

/** An equal query stays the same object, so that a dialog above the shelf does not render the shelf again. */
const readAddress = () => {
  const from = current.peek()
  const to = readRoute(location.hash)
  const isSameShelf =
    from.page === 'shelf' && to.page === 'shelf' && shelfHref(from.query) === shelfHref(to.query)
  current.value = isSameShelf ? { ...to, query: from.query } : to
}

addEventListener('hashchange', readAddress)

/** Changes the address and adds an entry to the history. */
export const pushHref = (href: string): void => {
  history.pushState(null, '', href)
  readAddress()
}

/** Changes the address and replaces the current entry of the history. */
export const replaceHref = (href: string): void => {
  history.replaceState(null, '', href)
  readAddress()
}
