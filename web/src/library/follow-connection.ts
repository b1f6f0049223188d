import { effect } from '@preact/signals'
import { NetworkError } from 'bookplate/client'
import { onReconnect } from '../connection/online.ts'
import { shownData } from '../connection/shown-data.ts'
import { isKept as isSessionKept } from '../session/session.ts'

interface Loaded {
  readonly value: { error: unknown; loadedAt: number | undefined; isKept: boolean }
}

/** Tells how old the books on the page are, and loads them again when the service can be reached. */
export const followConnection = (books: Loaded, retry: () => void): void => {
  const retryIfNeeded = ({ error, isKept } = books.value) => {
    if (isKept || error instanceof NetworkError) retry()
  }
  onReconnect(() => retryIfNeeded())
  let wasKept = false
  effect(() => {
    if (wasKept && !isSessionKept.value) queueMicrotask(() => retryIfNeeded())
    wasKept = isSessionKept.value
  })
  effect(() => {
    const { loadedAt, isKept } = books.value
    shownData.value = { loadedAt, isKept: isKept || isSessionKept.value }
  })
}
