import type { Context } from 'hono'

/**
 * Lets `work` finish even when the client hangs up: the runtime drops a request whose client is gone, and what it was
 * doing with it, unless it waits for it. Its failure is the request's to render, and rendered once.
 */
export const uninterrupted = <T>(c: Context, work: Promise<T>): Promise<T> => {
  c.executionCtx.waitUntil(work.catch(() => {}))
  return work
}
