import { computed, signal } from '@preact/signals'
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
  /** Whose books it is about; by default the reader who was signed in last. `null` for a message to everyone. */
  reader?: string | null | undefined
}

/** @property reader who may see it; undefined for everyone */
interface Owned extends Toast {
  reader: string | undefined
}

const all = signal<readonly Owned[]>([])
/** The reader who was signed in last, unless that reader has signed out. */
const owner = signal<string | undefined>(undefined)
const isHere = signal(false)

/** The messages for the reader of the page. */
export const toasts = computed(() =>
  all.value.filter(({ reader }) => reader === undefined || (isHere.value && reader === owner.value)),
)

let lastId = 0
const timers = new Map<number, Timer>()

export const dismiss = (id: number): void => {
  timers.get(id)?.stop()
  timers.delete(id)
  all.value = all.value.filter((toast) => toast.id !== id)
}

/** Whether the reader can still use it, now or after signing in again. */
export const isWaiting = (id: number): boolean => all.peek().some((toast) => toast.id === id)

/**
 * Another reader must not see the messages of this one, nor use their buttons. After an expired session they wait for the
 * same reader.
 */
export const showToastsTo = (reader: string | undefined, hasExpired: boolean): void => {
  isHere.value = reader !== undefined
  if (reader === owner.peek() || (reader === undefined && hasExpired)) return
  owner.value = reader
  for (const { id, reader: of } of all.peek()) if (of !== undefined) dismiss(id)
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
export const showToast = ({ seconds, onEnd, reader = owner.peek(), ...toast }: ToastOptions): number => {
  const id = ++lastId
  // Its reader has left in the meantime.
  if (typeof reader === 'string' && reader !== owner.peek()) return id
  all.value = [...all.value, { ...toast, id, reader: reader ?? undefined }]
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
