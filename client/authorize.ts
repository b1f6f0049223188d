import { ApiError } from './errors.ts'
import type { ClientSession, SessionStore } from './session-store.ts'

export const bearer = ({ accessToken }: ClientSession): Record<string, string> =>
  accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }

/** Makes a request as somebody. @param request sends it with these headers; may be called twice */
export type Authorized = <T>(request: (headers: Record<string, string>) => Promise<T>) => Promise<T>

const isInvalidToken = (error: unknown) => error instanceof ApiError && error.code === 'invalid_token'

/**
 * Makes a request as the signed-in user, or as a visitor without a session. Renews a token that is about to expire.
 * When the service finds the token invalid, renews it and makes the request again. A second time ends the session.
 * @param request sends the request with these headers; may be called twice
 */
export const authorize = async <T>(
  sessions: SessionStore,
  request: (headers: Record<string, string>) => Promise<T>,
): Promise<T> => {
  const session = sessions.current()
  if (!session) return request({})
  const send = () => request(bearer(session))

  if (Date.now() >= session.renewAt) await sessions.renew(session)
  const sent = session.accessToken
  try {
    return await send()
  } catch (error) {
    if (!isInvalidToken(error)) throw error
  }
  // Another request may have renewed the token since this request was sent.
  if (session.accessToken === sent) await sessions.renew(session)
  try {
    return await send()
  } catch (error) {
    if (isInvalidToken(error)) sessions.end(session)
    throw error
  }
}
