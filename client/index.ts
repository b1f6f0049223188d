import { createApi, createVisitorApi, parseUrl } from './api.ts'
import { authorize, bearer } from './authorize.ts'
import { data, unwrap } from './envelope.ts'
import { isUnauthorized } from './errors.ts'
import { expectSuccess } from './send.ts'
import { keepSession } from './session.ts'
import type { Api, Book, ExportFormat, ImportReport, User } from './types.ts'
import { sendForm } from './upload.ts'

export { ApiError, NetworkError } from './errors.ts'
export { limits } from './limits.ts'
export type * from './types.ts'
export { data }

export interface ClientOptions {
  /** The origin of the service: `https://books.example`. */
  baseUrl: string
  /**
   * Where the refresh token is kept: by the caller, or in an `HttpOnly` cookie, which only pages of the service itself
   * can use. `body` by default.
   */
  transport?: 'body' | 'cookie'
  /** To go on with an earlier session; for `body`. */
  refreshToken?: string | undefined
  /** Hears every new refresh token, to keep it, and undefined when the session is over; for `body`. */
  onRefreshToken?: (token: string | undefined) => void
  fetch?: typeof fetch
}

export interface UploadOptions {
  /** Hears the share of the form that was sent, 0 to 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal | undefined
  headers?: Partial<Record<'Idempotency-Key' | 'If-Match', string>>
}

type UploadPath = '/books' | '/books/import' | `/books/${string}`
type Uploaded<Path extends UploadPath> = Path extends '/books/import' ? ImportReport : Book

export interface Client {
  /**
   * Every route, typed: `client.api.books.$get({ query: { limit: '50' } })`. Sent as the signed-in user, if there is
   * one.
   * @throws ApiError for every answer but 2xx and 304, NetworkError for none
   */
  readonly api: Api
  /** Who is signed in. */
  readonly user: User | undefined
  /** Opens a session. @throws ApiError `invalid_credentials`, `account_disabled`, `rate_limited`; NetworkError */
  signIn(credentials: { email: string; password: string }): Promise<User>
  /** Forgets the session at once, then ends it. @throws ApiError, NetworkError when the service may not have ended it */
  signOut(): Promise<void>
  /**
   * Goes on with the session of the cookie, or of `refreshToken`: at the start, or when another tab may have changed it.
   * @returns undefined when there is none
   * @throws ApiError, NetworkError when that cannot be told
   */
  restore(): Promise<User | undefined>
  /**
   * @param listener hears the user when they sign in or change, and undefined when they sign out or the session is over
   * @returns what ends it
   */
  subscribe(listener: (user: User | undefined) => void): () => void
  /**
   * Sends a form and tells how far it is; in browsers only, because it takes an XMLHttpRequest.
   * @throws ApiError, NetworkError, or what `signal` was aborted with
   */
  upload<Path extends UploadPath>(
    method: 'POST' | 'PUT' | 'PATCH',
    path: Path,
    form: FormData,
    options?: UploadOptions,
  ): Promise<Uploaded<Path>>
  /** @returns a link to the user's whole library, good for one download within a minute */
  downloadUrl(format: ExportFormat): Promise<string>
}

/** A client of the service, with at most one session. */
export const createClient = ({
  baseUrl,
  transport = 'body',
  refreshToken,
  onRefreshToken,
  fetch = globalThis.fetch,
}: ClientOptions): Client => {
  const { origin } = new URL(baseUrl)
  const send: typeof fetch = (input, init) => expectSuccess(() => fetch(input, init), init?.signal)
  const visitor = createVisitorApi(origin, send)
  const session = keepSession({
    transport,
    refreshToken,
    onRefreshToken,
    refresh: (token) =>
      data(visitor.users.refresh.$post(token === undefined ? {} : { json: { refresh_token: token } })),
  })
  const api = createApi(origin, send, session)

  return {
    api,

    get user() {
      return session.current()?.user
    },

    signIn: async ({ email, password }) => {
      // The cookie of a refresh under way would come after the new one, and take its place.
      await Promise.allSettled([session.current()?.renewal])
      const tokens = await data(visitor.users.login.$post({ json: { email, password, transport } }))
      session.begin(tokens)
      return tokens.user
    },

    signOut: async () => {
      const own = session.current()
      if (own) session.end(own)
      else if (transport === 'body') return
      const json = own?.refreshToken === undefined ? {} : { json: { refresh_token: own.refreshToken } }
      const headers = own ? bearer(own) : {}
      await visitor.users.logout.$post(json, { headers }).catch((error) => {
        if (!isUnauthorized(error)) throw error
      })
    },

    restore: session.restore,

    subscribe: session.subscribe,

    upload: async (method, path, form, { headers, onProgress, signal } = {}) => {
      const { href } = parseUrl(`${origin}${path}`)
      const response = await authorize(session, (authorization) => {
        const options = { headers: { ...headers, ...authorization }, onProgress, signal }
        return expectSuccess(() => sendForm(method, href, form, options), signal)
      })
      return unwrap(response)
    },

    downloadUrl: async (format) => {
      const { token } = await data(api.users['download-tokens'].$post())
      return api.books.export.$url({ query: { format, token } }).href
    },
  }
}
