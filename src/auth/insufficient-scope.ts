import { ApiError } from '../http/errors.ts'
import type { Scope } from './scopes.ts'

/**
 * @param scope that would be enough (RFC 6750, section 3.1); undefined where no API key may act
 * @returns ApiError `insufficient_scope`
 */
export const insufficientScope = (scope: Scope | undefined): ApiError => {
  const challenge = 'Bearer realm="bookplate", error="insufficient_scope"'
  return new ApiError('insufficient_scope', {
    headers: { 'WWW-Authenticate': scope === undefined ? challenge : `${challenge}, scope="${scope}"` },
  })
}
