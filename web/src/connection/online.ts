import { signal } from '@preact/signals'

const state = signal(navigator.onLine)

/** Whether the browser thinks that it has a network. */
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

/** @param listener is called whenever the network is back; what is returned ends it */
export const onReconnect = (listener: () => void): (() => void) => {
  addEventListener('online', listener)
  return () => removeEventListener('online', listener)
}
