import type { Context } from 'hono'

/**
 * Lets `work` finish even when the client disconnects: otherwise the runtime cancels the request and its work. The
 * request itself reports the failure of `work`, so the copy for `waitUntil` ignores it.
 */
export const uninterrupted = <T>(c: Pick<Context, 'executionCtx'>, work: Promise<T>): Promise<T> => {
  c.executionCtx.waitUntil(work.catch(() => {}))
  return work
}
