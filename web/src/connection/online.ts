import { signal } from '@preact/signals'

const state = signal(navigator.onLine)

/** Whether the browser reports a network. The service may still be unreachable. */
export const online = {
  get value(): boolean {
    return state.value
  },
}

addEventListener('online', () => {
  state.value = true
})
addEventListener('offline', () => {
  state.value = false
})

/** Calls `listener` every time the network comes back. @returns a function that removes the listener */
export const onReconnect = (listener: () => void): (() => void) => {
  addEventListener('online', listener)
  return () => removeEventListener('online', listener)
}
