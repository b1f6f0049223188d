import { withinLimit } from '../bindings/time-limit.ts'
import type { RequestContext } from './env.ts'
import { ApiError } from './errors.ts'

/**
 * Reads a file beside the Worker.
 * @throws ApiError `service_unavailable` when `read` fails, or hangs
 */
export const fromAssets = async <T>(
  { env, var: { config } }: Pick<RequestContext, 'env' | 'var'>,
  read: (assets: Fetcher) => Promise<T>,
): Promise<T> => {
  try {
    return await withinLimit('ASSETS', config.timeLimitMs, read(env.ASSETS))
  } catch (cause) {
    throw new ApiError('service_unavailable', { cause })
  }
}
