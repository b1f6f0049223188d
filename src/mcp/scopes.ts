import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'

/** The scopes that tools need. */
export const toolScopes = ['books:read', 'books:write'] as const
export type ToolScope = (typeof toolScopes)[number]

/**
 * Checks the caller, in one D1 round trip.
 * @returns the scopes of the caller
 * @throws ApiError `invalid_token`; `insufficient_scope` for a key that may use no tool
 */
export const scopesOf = async (c: CallerContext): Promise<readonly ToolScope[]> => {
  await asCaller(c.var, {})
  return toolScopes
}
