import { signal } from '@preact/signals'

const key = 'bookplate:keys'

const read = (): boolean => {
  // A browser may forbid the storage.
  try {
    return localStorage.getItem(key) !== 'off'
  } catch {
    return true
  }
}

const state = signal(read())

/** Whether single keys are shortcuts. Speech input and trembling hands press keys that are not meant (WCAG 2.1.4). */
export const areKeysOn = {
  get value(): boolean {
    return state.value
  },
  set value(isOn: boolean) {
    state.value = isOn
    try {
      if (isOn) localStorage.removeItem(key)
      else localStorage.setItem(key, 'off')
    } catch {}
  },
}

addEventListener('storage', (event) => {
  if (event.key === key) state.value = read()
})
