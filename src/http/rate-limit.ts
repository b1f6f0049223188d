import type { Context } from 'hono'
import { type AppEnv, factory } from './env.ts'
import { ApiError } from './errors.ts'
import { logEvent } from './log.ts'

/** The bindings of wrangler.toml, whose limits hold for this long. */
const periodSeconds = 60
type Limit = { [K in keyof Env]: Env[K] extends RateLimit ? K : never }[keyof Env]

/**
 * Who stands behind a request: the address, or of an IPv6 address the /64, which one customer has all of.
 * @returns undefined for a loopback address. In production nobody has one; locally they are developers and tests.
 */
const clientNetwork = (c: Context<AppEnv>): string | undefined => {
  // Set by Cloudflare on every request; what a client writes there itself never arrives.
  const address = c.req.header('CF-Connecting-IP')
  if (address === undefined || address === '::1' || address.startsWith('127.')) return undefined
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array(address.includes('::') ? missing : 0).fill('0'), ...tail.split(':')]
    .slice(0, 4)
    .join(':')
}

/**
 * Cuts off bursts, by the platform's own counters: cheap, approximate, and one for each location. What must hold
 * exactly is counted in D1.
 * @param keyOf whom to count, by default the client's network; undefined for a request that does not count
 * @throws ApiError `rate_limited`
 */
export const limitBursts = (
  limit: Limit,
  keyOf: (c: Context<AppEnv>) => string | undefined = clientNetwork,
) =>
  factory.createMiddleware(async (c, next) => {
    const key = clientNetwork(c) && keyOf(c)
    if (key !== undefined && !(await isAllowed(c.env[limit], key))) {
      throw new ApiError('rate_limited', {
        headers: { 'Retry-After': String(periodSeconds) },
        cause: { limit },
      })
    }
    await next()
  })

const isAllowed = async (limiter: RateLimit, key: string): Promise<boolean> => {
  try {
    return (await limiter.limit({ key })).success
  } catch (cause) {
    // Better a burst than nobody let in; guesses are still counted in D1.
    logEvent('error', 'rate_limiter_failed', { cause })
    return true
  }
}
