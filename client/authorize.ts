import { ApiError } from './errors.ts'
import type { KeptSession, SignedIn } from './session.ts'

export const bearer = ({ accessToken }: SignedIn): Record<string, string> =>
  accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }

const isInvalidToken = (error: unknown) => error instanceof ApiError && error.code === 'invalid_token'

/**
 * Makes a request as the signed-in user, or as a visitor when there is none: with a token that is good still, and once
 * more with a new one when the service finds the token invalid. When it does so again, the session is over.
 * @param request sends it with these headers; may be called twice
 */
export const authorize = async <T>(
  session: KeptSession,
  request: (headers: Record<string, string>) => Promise<T>,
): Promise<T> => {
  const own = session.current()
  if (!own) return request({})
  const send = () => request(bearer(own))

  if (Date.now() >= own.renewAt) await session.renew(own)
  const sent = own.accessToken
  try {
    return await send()
  } catch (error) {
    if (!isInvalidToken(error)) throw error
  }
  // Unless another request has renewed it since this one was sent.
  if (own.accessToken === sent) await session.renew(own)
  try {
    return await send()
  } catch (error) {
    if (isInvalidToken(error)) session.end(own)
    throw error
  }
}
