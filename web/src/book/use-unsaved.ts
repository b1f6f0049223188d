import { useEffect, useState } from 'preact/hooks'

/** The question before a form is closed. */
export type Asking = 'discard' | 'stop' | undefined

interface UnsavedOptions {
  isDirty: boolean
  /** Whether a request is in progress. */
  isRunning: boolean
  close: () => void
}

/**
 * Asks before unsaved changes are discarded, or a request is stopped.
 * @returns `ask` to call instead of `close`, and the question while the reader decides
 */
export const useUnsaved = ({ isDirty, isRunning, close }: UnsavedOptions) => {
  const [asking, setAsking] = useState<Asking>()
  const question: Asking = isRunning ? 'stop' : isDirty ? 'discard' : undefined
  // A request that ends takes its question away.
  useEffect(() => setAsking(undefined), [question])
  return {
    asking: asking === question ? asking : undefined,
    ask: () => (question ? setAsking(question) : close()),
    stay: () => setAsking(undefined),
  }
}
