import { hc } from 'hono/client'
import { authorize } from './authorize.ts'
import { unwrap } from './envelope.ts'
import type { KeptSession } from './session.ts'
import type { Api, App, User } from './types.ts'

/**
 * Parameters are put into paths as they are: an id such as `../users` would lead to another route.
 * @throws TypeError for a URL that is not written as it would be requested
 */
export const parseUrl = (written: string): URL => {
  const url = new URL(written)
  if (url.href !== written) throw new TypeError(`Not a path of the service: ${written}`)
  return url
}

/**
 * The routes, sent by `send` as whoever is signed in. What they tell about the user, the session takes note of.
 * @throws what `parseUrl` and `send` throw
 */
export const createApi = (origin: string, send: typeof fetch, session: KeptSession): Api =>
  hc<App>(origin, {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const { pathname } = parseUrl(input.toString())
      const own = session.current()
      const headers = Object.fromEntries(new Headers(init?.headers))
      const response = await authorize(session, (authorization) =>
        send(input, { ...init, headers: { ...headers, ...authorization } }),
      )
      if (own && pathname === '/users' && response.status === 200) {
        session.update(own, await unwrap<User>(response.clone()))
      }
      return response
    },
  })

/** The routes, sent by `send` as nobody: those that open, renew and end a session. */
export const createVisitorApi = (origin: string, send: typeof fetch): Api =>
  hc<App>(origin, {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => {
      // Even when the page is closed: a rotated cookie that never arrives looks like theft the next time.
      const lasting = { ...init, keepalive: true }
      return send(input, lasting)
    },
  })
