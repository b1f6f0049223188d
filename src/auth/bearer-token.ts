import { ApiError } from '../http/errors.ts'
import { purposes } from './purposes.ts'

// RFC 6750, section 2.1. The scheme may be in any case (RFC 9110, section 11.1). Flask-JWT's clients send `JWT`.
const credentials = /^(?:Bearer|JWT) +(?<token>[\w.~+/=-]+)$/i

/** @returns the bearer token of an `Authorization` header, or undefined when it has none */
export const bearerToken = (header: string | undefined): string | undefined =>
  credentials.exec(header ?? '')?.groups?.token

/** @throws ApiError `missing_token`, `invalid_token` */
export const requireBearerToken = (header: string | undefined): string => {
  if (header === undefined) throw new ApiError('missing_token')
  const token = bearerToken(header)
  if (token === undefined) throw new ApiError('invalid_token', { cause: 'not a bearer token' })
  if (token.startsWith(purposes.refresh.prefix)) {
    const message = 'Must be the access token. A refresh token goes into the body of POST /users/refresh.'
    throw new ApiError('invalid_token', { issues: [{ path: 'Authorization', message }] })
  }
  return token
}
