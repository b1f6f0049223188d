import { signal } from '@preact/signals'
import { takeLinkToken } from './link-token.ts'
import { type Route, readRoute, shelfHref } from './route.ts'
import { type ShelfDefaults, setDefaults } from './shelf-query.ts'

/** Takes the token of a mailed link out of the address and the history. */
const hideLinkToken = () => {
  const hash = takeLinkToken(location.hash)
  if (hash !== location.hash) history.replaceState(history.state, '', hash)
}

hideLinkToken()
const current = signal(readRoute(location.hash))

/** The route of the current address. */
export const route = {
  get value(): Route {
    return current.value
  },
}

/** An equal query stays the same object, so that a dialog above the shelf does not render the shelf again. */
const show = (hash: string) => {
  const from = current.peek()
  const to = readRoute(hash)
  const isSameShelf =
    from.page === 'shelf' && to.page === 'shelf' && shelfHref(from.query) === shelfHref(to.query)
  current.value = isSameShelf ? { ...to, query: from.query } : to
}

/** An entry of the history knows those before it, so that a dialog can go back to the page below. */
interface Entry {
  /** The addresses before, the last one at the end. */
  trail: readonly string[]
}

const maxTrail = 20
const entry = (): Entry | null => history.state as Entry | null

/** The entry that is shown. */
let shown = { hash: location.hash, trail: entry()?.trail ?? [] }
history.replaceState({ trail: shown.trail } satisfies Entry, '')

const nextEntry = (): Entry => ({ trail: [...shown.trail, shown.hash].slice(-maxTrail) })

const follow = () => {
  hideLinkToken()
  // A link has made a new entry.
  if (!entry()) history.replaceState(nextEntry(), '')
  shown = { hash: location.hash, trail: entry()?.trail ?? [] }
  show(shown.hash)
}

addEventListener('hashchange', follow)
addEventListener('popstate', () => {
  if (entry()) follow()
})

/** Going back takes the browser a moment. An address that is set meanwhile would be lost. */
let afterBack: (() => void)[] | undefined
const maxBackMs = 500

const goBack = (steps: number) => {
  const waiting: (() => void)[] = []
  afterBack = waiting
  const end = () => {
    removeEventListener('popstate', end)
    clearTimeout(timer)
    if (afterBack === waiting) afterBack = undefined
    for (const run of waiting) run()
  }
  // The browser may forbid it.
  const timer = setTimeout(end, maxBackMs)
  addEventListener('popstate', end)
  history.go(-steps)
}

/** Changes the address and adds an entry to the history. */
export const pushHref = (href: string): void => {
  if (afterBack) return void afterBack.push(() => pushHref(href))
  history.pushState(nextEntry(), '', href)
  follow()
}

/** Changes the address and replaces the current entry of the history. */
export const replaceHref = (href: string): void => {
  if (afterBack) return void afterBack.push(() => replaceHref(href))
  history.replaceState(entry(), '', href)
  follow()
}

/** Replaces the address `from`, unless the visitor has left it in the meantime. */
export const replaceHrefOf = (from: string, href: string): void => {
  if (location.hash === from) replaceHref(href)
}

/** `#/books/…?q=…` in one form, so that addresses can be compared. */
const canonical = (hash: string): string => {
  const read = readRoute(hash)
  return read.page === 'shelf' ? shelfHref(read.query, read.dialog) : hash
}

const isDialog = (hash: string): boolean => {
  const read = readRoute(hash)
  return read.page === 'shelf' && read.dialog !== undefined
}

/** @returns the number of entries back to `target`, with only dialogs between; undefined if there is none */
const stepsBackTo = (target: string): number | undefined => {
  const before = shown.trail.toReversed()
  const at = before.findIndex((address) => canonical(address) === target || !isDialog(address))
  return at >= 0 && canonical(before[at] ?? '') === target ? at + 1 : undefined
}

/**
 * Leaves a dialog. If the page below it is an entry before, goes back to that, so that Back does not open the dialog again.
 * Else replaces the address.
 */
export const closeTo = (href: string): void => {
  if (afterBack) return
  const target = canonical(href)
  if (canonical(location.hash) === target) return
  const steps = stepsBackTo(target)
  if (steps === undefined) replaceHref(href)
  else {
    goBack(steps)
    show(href)
  }
}

/** Sets the order and the view of addresses that name neither. */
export const changeDefaults = (defaults: ShelfDefaults): void => {
  setDefaults(defaults)
  show(location.hash)
}
