import type { Context } from 'hono'
import { withinLimit } from '../bindings/time-limit.ts'
import { isLoopback } from '../http/config.ts'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { makeResponse } from '../http/headers.ts'

/**
 * Whether a page must be opened at PUBLIC_URL instead: for http instead of https, another port, or another name of this
 * machine. Another host name may be that of a proxy, which would send the redirected request here again and again.
 */
const isElsewhere = (asked: URL, publicUrl: URL): boolean =>
  asked.origin !== publicUrl.origin &&
  (asked.hostname === publicUrl.hostname || (isLoopback(asked) && isLoopback(publicUrl)))

/** @throws ApiError `service_unavailable` when the assets fail, or hang */
const asset = async ({ env, req, var: { config } }: Context<AppEnv>): Promise<Response> => {
  try {
    return await withinLimit('ASSETS', config.timeLimitMs, env.ASSETS.fetch(req.raw))
  } catch (cause) {
    throw new ApiError('service_unavailable', { cause })
  }
}

/**
 * The two pages of the web app. Their scripts may use cookies only at PUBLIC_URL: at another origin no one could sign in.
 * Other files, and the headers of all of them (web/public/_headers), are those of the assets.
 */
export const page = (c: Context<AppEnv>): Response | Promise<Response> => {
  const { publicUrl } = c.var.config
  const asked = new URL(c.req.url)
  if (!isElsewhere(asked, new URL(publicUrl))) return asset(c)
  // Temporary, because a browser would remember a permanent redirect after the port of development has changed.
  const headers = { Location: `${publicUrl}${asked.pathname}${asked.search}` }
  return makeResponse(c, null, { status: 307, headers })
}
