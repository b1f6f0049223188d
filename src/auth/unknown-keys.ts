import { clientNetwork } from '../http/client-network.ts'
import type { RequestContext } from '../http/env.ts'
import { countBurst } from '../http/rate-limit.ts'
import type { KeyCaller } from './caller.ts'
import { isKnownKey } from './key-use.ts'

/** The key of limits for all API keys of a network that D1 has still to find. */
export const unknownKeysOf = (c: Pick<RequestContext, 'req'>): string => `keys ${clientNetwork(c)}`

/**
 * Anyone can form keys with a right checksum, and each costs a request to D1. So a key that D1 has not found in this hour
 * counts for its network.
 * @returns whether D1 has still to find the key
 * @throws ApiError `rate_limited`
 */
export const limitUnknownKey = async (
  c: RequestContext,
  { digest, at }: Pick<KeyCaller, 'digest' | 'at'>,
): Promise<boolean> => {
  if (isKnownKey(digest, at)) return false
  if (clientNetwork(c) !== undefined) await countBurst(c, 'REFRESH_LIMIT', unknownKeysOf(c))
  return true
}
