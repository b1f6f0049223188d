const maxWaitMs = 100

/** Resolves when the browser is idle, at the latest after 100 ms. */
export const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    // Not every supported browser has requestIdleCallback.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: maxWaitMs })
    else requestAnimationFrame(() => setTimeout(resolve))
  })
