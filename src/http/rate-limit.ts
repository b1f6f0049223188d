import { withinLimit } from '../bindings/time-limit.ts'
import { clientNetwork } from './client-network.ts'
import { factory, type RequestContext } from './env.ts'
import { ApiError } from './errors.ts'
import { logEvent } from './log.ts'
import { marked } from './marks.ts'

/** The period of the bindings in wrangler.toml. */
const periodSeconds = 60
type Limit = { [K in keyof Env]: Env[K] extends RateLimit ? K : never }[keyof Env]

/**
 * Stops bursts with the platform's own counters. They are cheap and approximate, one for each location. Exact limits are
 * counted in D1.
 * @param keyOf the key that a request is counted under, by default the client's network; undefined if it does not count
 * @param code for a client that would take 429 for a final rejection: `service_unavailable`
 * @throws ApiError `rate_limited`, or `code`
 */
export const limitBursts = (
  limit: Limit,
  keyOf: (c: RequestContext) => string | undefined = clientNetwork,
  code: 'rate_limited' | 'service_unavailable' = 'rate_limited',
) =>
  marked(
    factory.createMiddleware(async (c, next) => {
      const key = clientNetwork(c) && keyOf(c)
      if (key !== undefined) await countBurst(c, limit, key, code)
      await next()
    }),
    { errors: [code] },
  )

/**
 * `limitBursts` for one request, under `key`.
 * @throws ApiError `rate_limited`, or `code`
 */
export const countBurst = async (
  c: RequestContext,
  limit: Limit,
  key: string,
  code: 'rate_limited' | 'service_unavailable' = 'rate_limited',
): Promise<void> => {
  if (await isAllowed(c, limit, key)) return
  const headers = code === 'rate_limited' ? { 'Retry-After': String(periodSeconds) } : {}
  throw new ApiError(code, { headers, cause: { limit } })
}

const isAllowed = async (
  { env, var: { config } }: RequestContext,
  limit: Limit,
  key: string,
): Promise<boolean> => {
  try {
    return (await withinLimit(limit, config.timeLimitMs, env[limit].limit({ key }))).success
  } catch (cause) {
    // A failing limiter must not lock everyone out. D1 still counts attempts at passwords.
    logEvent('error', 'rate_limiter_failed', { cause })
    return true
  }
}
