import { signal } from '@preact/signals'

export interface Toast {
  id: number
  text: string
  /** What can be done about it, while it is there. */
  action?: { label: string; run: () => void }
  isError?: boolean
}

const shown = signal<Toast[]>([])
export const toasts = {
  get value(): Toast[] {
    return shown.value
  },
}

let lastId = 0

export const dismiss = (id: number): void => {
  shown.value = shown.value.filter((toast) => toast.id !== id)
}

/** @returns its id. It stays until it is dismissed. */
export const showToast = (toast: Omit<Toast, 'id'>): number => {
  const id = ++lastId
  shown.value = [...shown.value, { ...toast, id }]
  return id
}

const secondsToRead = 6

let lastSaid: number | undefined

/** Says something, for as long as it takes to read it, and in the place of what was said before. */
export const say = (text: string): void => {
  if (lastSaid !== undefined) dismiss(lastSaid)
  const id = showToast({ text })
  lastSaid = id
  setTimeout(() => dismiss(id), secondsToRead * 1000)
}
