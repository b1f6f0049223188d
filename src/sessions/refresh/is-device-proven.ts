import { boundKeys } from '../../auth/keys.ts'
import type { RequestContext } from '../../http/env.ts'
import { isBound } from '../binding/tokens.ts'
import { readBoundCookie } from '../cookies.ts'

/** @returns whether the bound cookie says that the device of the session proved its key within the last minutes */
export const isDeviceProven = async (c: RequestContext, sessionId: string, now: Date): Promise<boolean> => {
  const cookie = readBoundCookie(c)
  return cookie !== undefined && isBound(await boundKeys(c.var.config), cookie, sessionId, now)
}
