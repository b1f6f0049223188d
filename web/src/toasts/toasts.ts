import { signal } from '@preact/signals'
import { createTimer, type Timer } from './timer.ts'

export interface Toast {
  id: number
  text: string
  action?: { label: string; run: () => void }
  isError?: boolean
}

interface ToastOptions extends Omit<Toast, 'id'> {
  /** How long the reader has to read and to act. Without it, the toast stays until it is dismissed. */
  seconds?: number
  /** Called when the time has passed, and not after `dismiss`. */
  onEnd?: () => void
}

const shown = signal<Toast[]>([])
export const toasts = {
  get value(): Toast[] {
    return shown.value
  },
}

let lastId = 0
const timers = new Map<number, Timer>()

export const dismiss = (id: number): void => {
  timers.get(id)?.stop()
  timers.delete(id)
  shown.value = shown.value.filter((toast) => toast.id !== id)
}

/** Why time stands still: the reader points at a toast, has the focus in one, or does not see the page. */
type Hold = 'pointer' | 'focus' | 'hidden'
const holds = new Set<Hold>()

/** Stops the time of all toasts, or lets it continue. */
export const holdToasts = (reason: Hold, isHeld: boolean): void => {
  if (isHeld) holds.add(reason)
  else holds.delete(reason)
  for (const timer of timers.values()) {
    if (holds.size > 0) timer.pause()
    else timer.resume()
  }
}

/** Shows a toast. @returns its id */
export const showToast = ({ seconds, onEnd, ...toast }: ToastOptions): number => {
  const id = ++lastId
  shown.value = [...shown.value, { ...toast, id }]
  if (seconds !== undefined) {
    const end = () => {
      dismiss(id)
      onEnd?.()
    }
    const timer = createTimer(seconds * 1000, end)
    timers.set(id, timer)
    if (holds.size === 0) timer.resume()
  }
  return id
}

/** WCAG asks for time to read and to act: Undo is offered for this long at least. */
export const secondsToUndo = 10
const secondsToRead = 8

let lastMessage: number | undefined

/** Shows a text for some seconds, in place of the previous one. */
export const showMessage = (text: string, action?: Toast['action']): void => {
  if (lastMessage !== undefined) dismiss(lastMessage)
  const seconds = action ? secondsToUndo : secondsToRead
  lastMessage = showToast({ text, seconds, ...(action && { action }) })
}

const followPage = () => holdToasts('hidden', document.visibilityState === 'hidden')
document.addEventListener('visibilitychange', followPage)
followPage()
