const latestMs = 100

/** Waits until the browser has nothing better to do, or long enough. */
export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    // Not every browser has it.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: latestMs })
    else requestAnimationFrame(() => setTimeout(resolve))
  })
