import type { Context } from 'hono'
import { type AppEnv, factory } from './env.ts'
import { ApiError } from './errors.ts'
import { logEvent } from './log.ts'
import { described } from './marks.ts'

/** The bindings of wrangler.toml, whose limits hold for this long. */
const periodSeconds = 60
type Limit = { [K in keyof Env]: Env[K] extends RateLimit ? K : never }[keyof Env]

/** An address in its one canonical spelling, as groups; undefined if it is none. The platform's URL parser knows how. */
const groupsOf = (address: string): string[] | undefined => {
  const url = `http://${address.includes(':') ? `[${address}]` : address}/`
  if (!URL.canParse(url)) return undefined
  const host = new URL(url).hostname
  if (!host.startsWith('[')) return host.split('.')
  const [head = '', tail = ''] = host.slice(1, -1).split('::')
  const [before, after] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
}

/** The groups of an IPv4 address that was written as an IPv6 one (RFC 4291, section 2.5.5.2). */
const unmap = (groups: string[]): string[] => {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return groups
  const bytes = groups.slice(6).map((group) => Number.parseInt(group, 16))
  return bytes.flatMap((two) => [two >> 8, two & 0xff]).map(String)
}

/**
 * Who stands behind a request: the address, or of an IPv6 address the /64, which one customer has all of.
 * @returns undefined for a loopback address. In production nobody has one; locally they are developers and tests.
 */
const clientNetwork = (c: Context<AppEnv>): string | undefined => {
  // Set by Cloudflare on every request; what a client writes there itself never arrives.
  const groups = groupsOf(c.req.header('CF-Connecting-IP') ?? '')
  const network = groups && unmap(groups)
  if (!network || network.join(':') === '0:0:0:0:0:0:0:1' || (network.length === 4 && network[0] === '127')) {
    return undefined
  }
  return network.slice(0, 4).join(':')
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
  described(
    factory.createMiddleware(async (c, next) => {
      const key = clientNetwork(c) && keyOf(c)
      if (key !== undefined && !(await isAllowed(c.env[limit], key))) {
        throw new ApiError('rate_limited', {
          headers: { 'Retry-After': String(periodSeconds) },
          cause: { limit },
        })
      }
      await next()
    }),
    { refuses: ['rate_limited'] },
  )

const isAllowed = async (limiter: RateLimit, key: string): Promise<boolean> => {
  try {
    return (await limiter.limit({ key })).success
  } catch (cause) {
    // Better a burst than nobody let in; guesses are still counted in D1.
    logEvent('error', 'rate_limiter_failed', { cause })
    return true
  }
}
