import type { CallerContext } from '../auth/caller.ts'
import { insufficientScope } from '../auth/insufficient-scope.ts'
import { readScopes } from '../auth/live-caller.ts'

/** The scopes that tools need. */
const toolScopes = ['books:read', 'books:write'] as const
export type ToolScope = (typeof toolScopes)[number]

/**
 * Checks the caller, in one D1 round trip.
 * @returns the scopes of the caller that tools need
 * @throws ApiError `invalid_token`; `insufficient_scope` for a key that may use no tool
 */
export const scopesOf = async (c: CallerContext): Promise<readonly ToolScope[]> => {
  const all = await readScopes(c.var)
  const own = toolScopes.filter((scope) => all.includes(scope))
  if (own.length === 0) throw insufficientScope('books:read')
  return own
}
