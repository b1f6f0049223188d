const minGapMs = 5000

/**
 * Calls `listener` when the reader comes back to the page, or the network comes back. In the meantime, another device may
 * have changed what the page shows.
 * @returns a function that removes the listener
 */
export const onReturn = (listener: () => void): (() => void) => {
  let last = 0
  const call = () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < minGapMs) return
    last = Date.now()
    listener()
  }
  // A page that the browser kept in memory for the Back button.
  const callIfKept = ({ persisted }: PageTransitionEvent) => persisted && call()
  document.addEventListener('visibilitychange', call)
  addEventListener('online', call)
  addEventListener('pageshow', callIfKept)
  return () => {
    document.removeEventListener('visibilitychange', call)
    removeEventListener('online', call)
    removeEventListener('pageshow', callIfKept)
  }
}
