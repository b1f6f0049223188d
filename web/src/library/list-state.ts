import { computed, signal } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { hasPendingChanges, withPendingChanges } from './pending-changes.ts'

export type Loading = 'first' | 'next' | 'again'

export interface Books {
  /** The query that gave this list. `undefined` before the first response. */
  query: ShelfQuery | undefined
  list: ListedBook[]
  /** The cursor of the next page. `null` at the end of the list. */
  next: string | null
  /** The list begins at this letter, month or number of its order, and not at its start. */
  from: string | undefined
  loading: Loading | undefined
  error: unknown
  /** The query whose first page could not be read, while the list is still that of `query`. */
  failed: ShelfQuery | undefined
  /** When the list was loaded, in milliseconds since 1970. */
  loadedAt: number | undefined
  /** The service could not be reached: the list is the last one that was seen. */
  isKept: boolean
}

export const none: Books = {
  query: undefined,
  list: [],
  next: null,
  from: undefined,
  loading: undefined,
  error: undefined,
  failed: undefined,
  loadedAt: undefined,
  isKept: false,
}
export const state = signal(none)

export const shown = computed(() =>
  hasPendingChanges.value ? { ...state.value, list: state.value.list.map(withPendingChanges) } : state.value,
)

export const update = (changes: Partial<Books>) => {
  state.value = { ...state.peek(), ...changes }
}
