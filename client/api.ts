import { hc } from 'hono/client'
import type { App } from '../src/app.ts'
import type { Authorized } from './authorize.ts'
import { unwrap } from './response.ts'
import type { SessionStore } from './session-store.ts'
import type { Api, User } from './types.ts'
import { parseRequestUrl } from './url.ts'

/** `Api` leaves out the error responses, which `send` throws. Hono's type has them all. */
const createRoutes = (baseUrl: string, send: typeof fetch) =>
  hc<App>(baseUrl, { fetch: send }) as unknown as Api

/**
 * The routes, sent by `send` as the caller of `authorized`. A response about the user updates the user of the session.
 * @throws the errors of `parseRequestUrl` and `send`
 */
export const createApi = (
  baseUrl: string,
  send: typeof fetch,
  sessions: SessionStore,
  authorized: Authorized,
): Api =>
  createRoutes(baseUrl, async (input, init) => {
    const { origin, pathname } = parseRequestUrl(input.toString())
    const session = sessions.current()
    const headers = Object.fromEntries(new Headers(init?.headers))
    const response = await authorized((authorization) =>
      send(input, { ...init, headers: { ...headers, ...authorization } }),
    )
    const isAboutUser = `${origin}${pathname}` === `${baseUrl}/users` && response.status === 200
    if (session && isAboutUser) sessions.update(session, await unwrap<User>(response.clone()))
    return response
  })

/** The routes, sent by `send` without an access token: those that open, renew and end a session. */
export const createVisitorApi = (baseUrl: string, send: typeof fetch): Api =>
  createRoutes(baseUrl, (input, init) => {
    // The request continues when the page is closed: a rotated cookie that is lost looks like theft at the next use.
    const lasting: RequestInit & { keepalive: boolean } = { ...init, keepalive: true }
    return send(input, lasting)
  })
