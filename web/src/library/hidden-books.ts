import { signal } from '@preact/signals'

const hidden = signal<ReadonlySet<string>>(new Set())

/** The ids of deleted books, until the service has deleted them too. The shelf does not show these books. */
export const hiddenBooks = {
  get value(): ReadonlySet<string> {
    return hidden.value
  },
}

export const hideBooks = (ids: readonly string[]): void => {
  hidden.value = new Set([...hidden.peek(), ...ids])
}

export const showBooks = (ids: readonly string[]): void => {
  const shown = new Set(ids)
  hidden.value = new Set([...hidden.peek()].filter((other) => !shown.has(other)))
}

export const showAllBooks = (): void => {
  hidden.value = new Set()
}
