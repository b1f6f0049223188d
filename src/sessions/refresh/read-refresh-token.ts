import { refreshTokenKeys } from '../../auth/keys.ts'
import type { RequestContext } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { readRefreshCookie, requireSameOrigin } from '../cookies.ts'
import type { Transport } from '../schema.ts'
import { openRefreshToken, type RefreshClaims } from './refresh-tokens.ts'

/**
 * @param fromBody the refresh token of the body
 * @returns the transport of the refresh token, and its claims: undefined if the service did not issue it
 * @throws ApiError `invalid_request` for a token in both places, `missing_token` for none, `origin_mismatch`
 */
export const readRefreshToken = async (
  c: RequestContext,
  fromBody: string | undefined,
): Promise<{ transport: Transport; claims: RefreshClaims | undefined }> => {
  const fromCookie = readRefreshCookie(c)
  if (fromBody !== undefined && fromCookie !== undefined) throw new ApiError('invalid_request')
  const token = fromBody ?? fromCookie
  if (token === undefined) throw new ApiError('missing_token')
  if (fromCookie !== undefined) requireSameOrigin(c)
  const claims = await openRefreshToken(await refreshTokenKeys(c.var.config), token)
  return { transport: fromCookie === undefined ? 'body' : 'cookie', claims }
}
