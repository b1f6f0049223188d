import { useState } from 'preact/hooks'
import type { Saving } from './use-saving.ts'

/** The question before a form is closed. */
export type Asking = 'discard' | 'stop' | undefined

interface UnsavedOptions {
  isDirty: boolean
  saving: Pick<Saving, 'isRunning' | 'attempt'>
  close: () => void
}

/**
 * Asks before unsaved changes are discarded, or a request is stopped.
 * @returns `ask` to call instead of `close`, and the question while the reader decides
 */
export const useUnsaved = ({ isDirty, saving, close }: UnsavedOptions) => {
  const { isRunning, attempt } = saving
  const [asked, setAsked] = useState<{ question: Asking; attempt: number }>()
  const question: Asking = isRunning ? 'stop' : isDirty ? 'discard' : undefined
  // A request that ends takes its question away, and the next request brings none.
  const isOpen = asked?.question === question && asked?.attempt === attempt
  return {
    asking: isOpen ? question : undefined,
    ask: () => (question ? setAsked({ question, attempt }) : close()),
    stay: () => setAsked(undefined),
  }
}
