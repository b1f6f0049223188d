import { boundKeys } from '../../auth/keys.ts'
import type { RequestContext } from '../../http/env.ts'
import { endOfBound } from '../binding/tokens.ts'
import { readBoundCookie } from '../cookies.ts'
import type { Transport } from '../schema.ts'

/**
 * The device of a bound session, as a refresh shows it. `copied`: the request has parts of a cookie jar that no browser
 * sends.
 */
export type Device = 'proven' | 'unproven' | 'copied'

/** A browser deletes the bound cookie at its end. Its clock may have been set back a little. */
const maxLateMs = 5 * 60_000

/** Reads the bound cookie. @param transport the place of the refresh token */
export const readDevice = async (
  c: RequestContext,
  transport: Transport,
  sessionId: string,
  now: Date,
): Promise<Device> => {
  const cookie = readBoundCookie(c)
  const end =
    cookie === undefined ? undefined : await endOfBound(await boundKeys(c.var.config), cookie, sessionId)
  const lateMs = end === undefined ? 0 : now.getTime() - end
  if (lateMs < 0) return 'proven'
  // The refresh token of a bound session was sent in an `HttpOnly` cookie, which no page can put into a body.
  return transport === 'body' || lateMs > maxLateMs ? 'copied' : 'unproven'
}
