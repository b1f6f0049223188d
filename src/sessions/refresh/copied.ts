import { and, gt, lt, ne, type SQL, sql } from 'drizzle-orm'
import { purposes } from '../../auth/purposes.ts'
import { sessions } from '../../db/schema.ts'
import type { Device } from './device.ts'

const minuteMs = 60_000

/** A response that was lost leaves the browser without the cookie. It then asks again at once. */
const arrivalMs = 2 * minuteMs

/**
 * The start of a `User-Agent`, up to the system of a browser: `Mozilla/5.0 (Windows NT 10.0`. An update of the browser does
 * not change it.
 */
const systemIn = (userAgent: string): string => /^[^()/]*(\/[^()]*\([^;)]*)?/.exec(userAgent)?.[0] ?? ''

/** The session was opened on another system, or by another program. */
const isOtherSystem = (userAgent: string) => {
  const system = systemIn(userAgent)
  return system === ''
    ? ne(sessions.userAgent, '')
    : ne(sql`substr(${sessions.userAgent}, 1, ${system.length})`, system)
}

/**
 * The browser of the session proved its key minutes ago, so it has a bound cookie and would have sent it. The first proof,
 * of the registration, has the instant of the sign-in: its response may have been lost.
 */
const hasCookieElsewhere = (now: Date) =>
  and(
    gt(sessions.boundCounter, sql`${sessions.createdAt}`),
    gt(sessions.boundCounter, now.getTime() - purposes.bound.ttlSeconds * 1000 + minuteMs),
    lt(sessions.boundCounter, now.getTime() - arrivalMs),
  )

/**
 * A condition for a bound session whose device did not prove its key: there is evidence that the refresh token was copied.
 * Without evidence the browser may have lost its key, its connection or the response to the registration.
 */
export const isCopied = (device: Device, userAgent: string, now: Date): SQL =>
  device === 'copied' ? sql`true` : sql`(${isOtherSystem(userAgent)} or ${hasCookieElsewhere(now)})`
