import { useState } from 'preact/hooks'
import { isAborted } from '../../errors/messages.ts'

/** One action of a button at a time. A reader who cancels the proof sees no error. */
export const useAction = () => {
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const run = async (action: () => Promise<void>) => {
    if (isBusy) return
    setIsBusy(true)
    setError(undefined)
    try {
      await action()
    } catch (thrown) {
      if (!isAborted(thrown)) setError(thrown)
    } finally {
      setIsBusy(false)
    }
  }
  return { isBusy, error, run: (action: () => Promise<void>) => void run(action) }
}
