import { signal } from '@preact/signals'
import { lastQuery } from '../router/last-query.ts'
import { pushHref } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'
import { user } from '../session/session.ts'
import { moveFocus } from './move.ts'
import { areKeysOn } from './setting.ts'

/** Whether the list of keys is shown. */
export const isHelpShown = signal(false)

const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

const isElsewhere = () => document.querySelector('dialog:modal') !== null

const searchField = () => document.querySelector<HTMLInputElement>('input[type=search][name=q]')

/** The bar of each page has the field. */
const focusSearch = () => {
  searchField()?.focus()
  searchField()?.select()
}

const actions: Readonly<Record<string, () => void>> = {
  '/': focusSearch,
  n: () => pushHref(shelfHref(lastQuery.value, { kind: 'new' })),
  '?': () => {
    isHelpShown.value = true
  },
}

const onKeyDown = (event: KeyboardEvent) => {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey
  if (event.defaultPrevented || event.isComposing || hasModifier || isTyping(event)) return
  if (!user.peek() || !areKeysOn.value || isElsewhere()) return
  if (event.key.startsWith('Arrow') && !event.shiftKey) moveFocus(event)
  const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
  if (!action || event.repeat) return
  event.preventDefault()
  action()
}

/** Single keys for readers who use the keyboard. They do nothing while the reader types or a dialog is open. */
export const startKeys = (): void => addEventListener('keydown', onKeyDown)
