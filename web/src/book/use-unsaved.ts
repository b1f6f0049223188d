import { useEffect, useState } from 'preact/hooks'

/**
 * Asks before unsaved changes are lost, when the reader leaves the page or closes the dialog.
 * @returns `ask` to call instead of `close`, and `isAsking` while the reader decides
 */
export const useUnsaved = (isDirty: boolean, close: () => void) => {
  const [isAsking, setIsAsking] = useState(false)
  useEffect(() => {
    if (!isDirty) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [isDirty])
  return {
    isAsking: isAsking && isDirty,
    ask: () => (isDirty ? setIsAsking(true) : close()),
    stay: () => setIsAsking(false),
  }
}
