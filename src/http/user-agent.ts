import type { RequestContext } from './env.ts'

const maxUserAgentLength = 256

/** The start of the `User-Agent` header; empty when there is none. */
export const readUserAgent = (c: Pick<RequestContext, 'req'>): string =>
  (c.req.header('User-Agent') ?? '').slice(0, maxUserAgentLength)
