import { signal } from '@preact/signals'
import { type Route, readRoute } from './route.ts'

const current = signal(readRoute(location.hash))

/** Where the reader is. */
export const route = {
  get value(): Route {
    return current.value
  },
}

const follow = () => {
  current.value = readRoute(location.hash)
}

addEventListener('hashchange', follow)

/** Goes to another place, which Back comes back from. */
export const visit = (href: string): void => {
  history.pushState(null, '', href)
  follow()
}

/** Goes to another place instead of this one. */
export const move = (href: string): void => {
  history.replaceState(null, '', href)
  follow()
}
