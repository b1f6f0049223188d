import { useCallback, useEffect, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { isAborted } from '../errors/messages.ts'

/**
 * Loads again for other inputs, and after an error when the network comes back.
 * @returns what was loaded last, which stays until the next is there; the error of the request; `retry` repeats it
 */
export const useLoaded = <Loaded>(
  load: (signal: AbortSignal) => Promise<Loaded>,
  inputs: readonly unknown[],
) => {
  const [loaded, setLoaded] = useState<Loaded>()
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  const retry = useCallback(() => setAttempt((last) => last + 1), [])
  useEffect(() => {
    const abort = new AbortController()
    setError(undefined)
    load(abort.signal).then(
      (found) => {
        if (!abort.signal.aborted) setLoaded(() => found)
      },
      (thrown) => {
        if (!abort.signal.aborted && !isAborted(thrown)) setError(thrown)
      },
    )
    return () => abort.abort()
  }, [...inputs, attempt])
  useEffect(() => (error === undefined ? undefined : onReconnect(retry)), [error, retry])
  return { loaded, error, retry }
}
