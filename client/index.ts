import { createApi, createVisitorApi } from './api.ts'
import { type Authorized, authorize, bearer } from './authorize.ts'
import type { Client, ClientOptions } from './client.ts'
import { isUnauthorized } from './errors.ts'
import { keysInMemory } from './refresh-keys.ts'
import { data, unwrap } from './response.ts'
import { expectSuccess } from './send.ts'
import { createSessionStore } from './session-store.ts'
import { sendForm } from './upload.ts'
import { parseBaseUrl, parseRequestUrl } from './url.ts'

export type * from './client.ts'
export { ApiError, NetworkError } from './errors.ts'
export { limits } from './limits.ts'
export type { ApiResponse, DataOf, RequestOptions } from './response.ts'
export type * from './types.ts'
export { data }

/**
 * A client of the service, with at most one session.
 * @throws TypeError for a `baseUrl` that is not an http or https URL
 */
export const createClient = ({
  baseUrl,
  apiKey,
  transport = 'body',
  refreshToken,
  onRefreshToken,
  refreshKeys = keysInMemory(),
  fetch = globalThis.fetch,
}: ClientOptions): Client => {
  const base = parseBaseUrl(baseUrl)
  const send: typeof fetch = (input, init) => expectSuccess(() => fetch(input, init), init?.signal)
  const visitor = createVisitorApi(base, send)
  const sessions = createSessionStore({
    transport,
    refreshToken,
    onRefreshToken,
    refreshKeys,
    refresh: (token, key) => {
      const json = token === undefined ? {} : { json: { refresh_token: token } }
      return data(visitor.users.refresh.$post(json, { headers: { 'Idempotency-Key': key } }))
    },
  })
  const authorized: Authorized = (request) =>
    apiKey === undefined ? authorize(sessions, request) : request({ Authorization: `Bearer ${apiKey}` })
  const api = createApi(base, send, sessions, authorized)

  /** The sign-out in progress. */
  let ending: Promise<unknown> | undefined

  const signInBy: Client['signInBy'] = async (send) => {
    // A refresh or a sign-out in progress must finish first: its response would replace or remove the new cookie.
    await Promise.allSettled([sessions.current()?.renewal, ending])
    const tokens = await send(visitor)
    sessions.begin(tokens)
    return tokens.user
  }

  return {
    api,

    get user() {
      return sessions.current()?.user
    },

    signIn: ({ email, password }) =>
      signInBy((api) => data(api.users.login.$post({ json: { email, password, transport } }))),

    signInBy,

    signOut: async () => {
      const session = sessions.current()
      refreshKeys.forget(undefined)
      if (session) sessions.end(session)
      else if (transport === 'body') return
      const token = session?.refreshToken
      const json = token === undefined ? {} : { json: { refresh_token: token } }
      const headers = session ? bearer(session) : {}
      const sent = visitor.users.logout.$post(json, { headers })
      ending = sent
      await sent.catch((error) => {
        if (!isUnauthorized(error)) throw error
      })
    },

    restore: sessions.restore,

    subscribe: sessions.subscribe,

    upload: async (method, path, form, { headers, onProgress, signal } = {}) => {
      const { href } = parseRequestUrl(`${base}${path}`)
      const response = await authorized((authorization) => {
        const options = { headers: { ...headers, ...authorization }, onProgress, signal }
        return expectSuccess(() => sendForm(fetch, method, href, form, options), signal)
      })
      return unwrap(response)
    },

    downloadUrl: async (format, part) => {
      const { token } = await data(api.users['download-tokens'].$post())
      return api.books.export.$url({ query: { format, part, token } }).href
    },

    nextExportPart: async (format, part) => {
      const { headers } = await api.books.export.$get(
        { query: { format, part } },
        { init: { method: 'HEAD' } },
      )
      return /[?&]part=(?<next>[\w-]+)/.exec(headers.get('Link') ?? '')?.groups?.next
    },
  }
}
