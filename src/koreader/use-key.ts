import { recordUse } from '../auth/key-use.ts'
import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import type { Device } from './statements.ts'

/** A live key, as D1 has found it. */
export interface FoundKey {
  userId: string
  digest: string
}

/**
 * Notes the use of a key.
 * @returns `found`
 * @throws ApiError `invalid_device_key` if D1 has found no live key
 */
export const useKey = <T extends FoundKey>(
  c: RequestContext<{ device: Device }>,
  found: T | undefined,
): T => {
  if (!found) throw new ApiError('invalid_device_key', { cause: 'no live key' })
  recordUse(c, { ...found, at: c.var.device.at })
  return found
}
