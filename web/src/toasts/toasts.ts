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

/** Says something, for as long as it takes to read it. */
export const say = (text: string): void => {
  const id = showToast({ text })
  setTimeout(() => dismiss(id), secondsToRead * 1000)
}
