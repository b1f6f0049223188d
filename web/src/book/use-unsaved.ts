import { useEffect, useState } from 'preact/hooks'

/**
 * Asks before text is lost: when the page is left, and when the dialog is closed.
 * @returns `ask` instead of closing; `asking` while the reader decides
 */
export const useUnsaved = (isDirty: boolean, close: () => void) => {
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (!isDirty) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [isDirty])
  return {
    asking: asking && isDirty,
    ask: () => (isDirty ? setAsking(true) : close()),
    stay: () => setAsking(false),
  }
}
