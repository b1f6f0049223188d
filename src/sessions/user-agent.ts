import type { Context } from 'hono'

const maxUserAgentLength = 256

/** The `User-Agent` header, cut to what is worth keeping; empty when there is none. */
export const readUserAgent = (c: Context): string =>
  (c.req.header('User-Agent') ?? '').slice(0, maxUserAgentLength)
