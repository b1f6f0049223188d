import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'

// `__Host-`: a browser takes it from this very host alone, over TLS (or localhost), and sends it nowhere else.
const host: CookieOptions = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }

const refreshCookie = 'refresh'
const deviceCookie = 'device'
const deviceTtlSeconds = 400 * 24 * 60 * 60

/** The refresh token that the browser sends along. */
export const readRefreshCookie = (c: Context<AppEnv>): string | undefined =>
  getCookie(c, refreshCookie, 'host')

export const setRefreshCookie = (c: Context<AppEnv>, token: string, maxAge: number): void =>
  setCookie(c, refreshCookie, token, { ...host, maxAge })

/** What marks a device that signed in before, see auth/devices.ts. */
export const readDeviceCookie = (c: Context<AppEnv>): string | undefined => getCookie(c, deviceCookie, 'host')

export const setDeviceCookie = (c: Context<AppEnv>, mark: string): void =>
  setCookie(c, deviceCookie, mark, { ...host, maxAge: deviceTtlSeconds })

/**
 * A browser sends cookies whoever makes it ask; only the `Origin` tells whose page it was. For requests that change
 * state with a cookie.
 * @throws ApiError `origin_mismatch`
 */
export const requireSameOrigin = (c: Context<AppEnv>): void => {
  const origin = c.req.header('Origin')
  if (origin !== c.var.config.publicUrl) throw new ApiError('origin_mismatch', { cause: { origin } })
}

/**
 * Clears the refresh cookie, unless another site's page asks: that could sign people out who only visit it.
 * @throws ApiError `origin_mismatch` when the cookie came along
 */
export const dropRefreshCookie = (c: Context<AppEnv>): void => {
  if (readRefreshCookie(c) !== undefined) requireSameOrigin(c)
  const origin = c.req.header('Origin')
  if (origin === undefined || origin === c.var.config.publicUrl) deleteCookie(c, refreshCookie, host)
}
