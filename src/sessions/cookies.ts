import { type CookieOptions, parse, serialize } from 'hono/utils/cookie'
import { purposes } from '../auth/purposes.ts'
import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { loggableOrigin } from '../http/log.ts'
import type { SecurityScheme } from '../http/marks.ts'

// With `__Host-`, a browser accepts the cookie only from this host and over TLS (or localhost), and sends it only there.
const refreshName = '__Host-refresh'
const deviceName = '__Host-device'
const trustedName = '__Host-trusted'
/** Tells scripts that there may be a session, so that the web app need not ask for one on a first visit. It is no secret. */
const hintName = '__Host-signed-in'
const boundName = '__Host-bound'
const options: CookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }

export const refreshCookie: SecurityScheme = {
  name: 'refreshCookie',
  definition: {
    type: 'apiKey',
    in: 'cookie',
    name: refreshName,
    description: 'The refresh token of a browser. Scripts cannot read it.',
  },
}

const readCookie = (c: Pick<RequestContext, 'req'>, name: string): string | undefined =>
  parse(c.req.header('Cookie') ?? '', name)[name]

// Hono adds the headers of `c.res` to the response of the handler, or of the error.
const setCookie = (c: Pick<RequestContext, 'res'>, name: string, value: string, maxAge: number): void => {
  const httpOnly = name !== hintName
  c.res.headers.append('Set-Cookie', serialize(name, value, { ...options, httpOnly, maxAge }))
}

/** The refresh token that the browser sent. */
export const readRefreshCookie = (c: RequestContext): string | undefined => readCookie(c, refreshName)

export const setRefreshCookie = (c: RequestContext, token: string, ttlSeconds: number): void => {
  setCookie(c, refreshName, token, ttlSeconds)
  setCookie(c, hintName, '1', ttlSeconds)
}

/** A session from before the hint existed has none. Without it, the web app would take its reader for a visitor. */
export const addMissingHint = (c: RequestContext): void => {
  if (readRefreshCookie(c) === undefined || readCookie(c, hintName) !== undefined) return
  setCookie(c, hintName, '1', purposes.refresh.idleTtlSeconds)
}

/** The cookie of a bound session, as session instructions name it. */
export const boundCookie = { name: boundName, attributes: 'Path=/; Secure; HttpOnly; SameSite=Strict' }

export const readBoundCookie = (c: RequestContext): string | undefined => readCookie(c, boundName)

export const setBoundCookie = (c: RequestContext, value: string): void =>
  setCookie(c, boundName, value, purposes.bound.ttlSeconds)

/** The mark of a device that signed in before, see sign-in/devices.ts. */
export const readDeviceCookie = (c: RequestContext): string | undefined => readCookie(c, deviceName)

export const setDeviceCookie = (c: RequestContext, mark: string): void =>
  setCookie(c, deviceName, mark, purposes.device.ttlSeconds)

/** The token of a trusted device, which needs no second factor. */
export const readTrustedCookie = (c: RequestContext): string | undefined => readCookie(c, trustedName)

export const setTrustedCookie = (c: RequestContext, token: string): void =>
  setCookie(c, trustedName, token, purposes.trustedDevice.ttlSeconds)

/**
 * For requests that change state with a cookie. A browser sends cookies for the pages of every site; only `Origin` names
 * the site.
 * @throws ApiError `origin_mismatch`
 */
export const requireSameOrigin = (c: RequestContext): void => {
  const origin = c.req.header('Origin')
  const { publicUrl } = c.var.config
  if (origin === publicUrl) return
  // For a reader who opened the app at another name of the service, for example 127.0.0.1 for localhost.
  const issues = [{ path: 'Origin', message: `Must be ${publicUrl}. Open the web app at that address.` }]
  throw new ApiError('origin_mismatch', { issues, cause: { origin: origin && loggableOrigin(origin) } })
}

/**
 * Clears the refresh cookie, unless a page of another site sent the request: it could sign out people who only visit it.
 * @throws ApiError `origin_mismatch` when the cookie was sent
 */
export const clearRefreshCookie = (c: RequestContext): void => {
  if (readRefreshCookie(c) !== undefined) requireSameOrigin(c)
  const origin = c.req.header('Origin')
  if (origin !== undefined && origin !== c.var.config.publicUrl) return
  setCookie(c, refreshName, '', 0)
  setCookie(c, hintName, '', 0)
  if (readBoundCookie(c) !== undefined) setCookie(c, boundName, '', 0)
}
