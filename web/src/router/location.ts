import { signal } from '@preact/signals'
import { type Route, readRoute, shelfHref } from './route.ts'

const current = signal(readRoute(location.hash))

/** Where the reader is. */
export const route = {
  get value(): Route {
    return current.value
  },
}

/** The same query stays the same object, so that a dialog above the shelf does not render the shelf again. */
const follow = () => {
  const from = current.peek()
  const to = readRoute(location.hash)
  const isSameShelf =
    from.page === 'shelf' && to.page === 'shelf' && shelfHref(from.query) === shelfHref(to.query)
  current.value = isSameShelf ? { ...to, query: from.query } : to
}

addEventListener('hashchange', follow)

/** Goes to another place, which Back comes back from. */
export const pushHref = (href: string): void => {
  history.pushState(null, '', href)
  follow()
}

/** Goes to another place instead of this one. */
export const replaceHref = (href: string): void => {
  history.replaceState(null, '', href)
  follow()
}
