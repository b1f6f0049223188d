import { signal } from '@preact/signals'

export interface Toast {
  id: number
  text: string
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

/** Shows a toast until it is dismissed. @returns its id */
export const showToast = (toast: Omit<Toast, 'id'>): number => {
  const id = ++lastId
  shown.value = [...shown.value, { ...toast, id }]
  return id
}

const secondsToRead = 6

let lastMessage: number | undefined

/** Shows a text for a few seconds, in place of the previous one. */
export const showMessage = (text: string): void => {
  if (lastMessage !== undefined) dismiss(lastMessage)
  const id = showToast({ text })
  lastMessage = id
  setTimeout(() => dismiss(id), secondsToRead * 1000)
}
