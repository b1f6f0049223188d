import type { Api, ExportFormat, ImportReport, OwnBook, Tokens, User } from './types.ts'

/**
 * Keeps the `Idempotency-Key` of a refresh from before the request until its response. Then a lost response signs no reader
 * out, also after a restart. A key is useless without the refresh token.
 */
export interface RefreshKeyStore {
  /** Keeps `newKey`, unless a key is kept already. @returns the kept key */
  keep(newKey: string): string | Promise<string>
  /** Forgets `key`, if it is the kept one; undefined forgets any. */
  forget(key: string | undefined): void
  /**
   * Runs a refresh while no other client that shares the token runs one. Without it, a late response could replace a newer
   * token. Absent where one client alone has the token.
   */
  alone?(refresh: () => Promise<void>): Promise<void>
}

export interface ClientOptions {
  /** The URL of the service: `https://books.example`, or with a path, `https://example.com/books-api`. */
  baseUrl: string
  /**
   * An API key, for programs: requests are sent with it, and there is no session. A page must not contain one.
   * A request beyond its scopes throws an ApiError `insufficient_scope`.
   */
  apiKey?: string | undefined
  /**
   * The place of the refresh token. `body`, the default: the application keeps it. `cookie`: an `HttpOnly` cookie,
   * which works only on pages of the service itself.
   */
  transport?: 'body' | 'cookie'
  /** Continues an earlier session; for `body`. */
  refreshToken?: string | undefined
  /** Receives each new refresh token, to store it, and undefined when the session has ended; for `body`. */
  onRefreshToken?: (token: string | undefined) => void
  /** In memory by default. An application that stores the refresh token stores the key beside it. */
  refreshKeys?: RefreshKeyStore
  /** Sends the requests; the global `fetch` by default. In browsers `upload` uses XMLHttpRequest instead. */
  fetch?: typeof fetch
}

export interface UploadOptions {
  /** Receives the share of the form that is sent, 0 to 1. Without XMLHttpRequest only 0 and 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal | undefined
  headers?: Partial<Record<'Idempotency-Key' | 'If-Match', string>>
}

/** A path that accepts a form. */
export type UploadPath = '/books' | '/books/import' | `/books/${string}`

/** The result of an upload to a path. */
export type Uploaded<Path extends UploadPath> = Path extends '/books/import' ? ImportReport : OwnBook

export interface Client {
  /**
   * Every route, typed: `client.api.books.$get({ query: { limit: '50' } })`. Requests are sent as the signed-in user,
   * or as a visitor.
   * @throws ApiError for every response but 2xx and 304, NetworkError without a response
   */
  readonly api: Api
  /** The signed-in user. */
  readonly user: User | undefined
  /** Opens a session. @throws ApiError `invalid_credentials`, `account_disabled`, `rate_limited`; NetworkError */
  signIn(credentials: { email: string; password: string }): Promise<User>
  /**
   * Opens a session by any way to sign in.
   * @param send requests the tokens, as a visitor
   * @throws the errors of `send`
   */
  signInBy(send: (api: Api) => Promise<Tokens>): Promise<User>
  /** Forgets the session at once, then ends it. @throws ApiError, NetworkError when the service may not have ended it */
  signOut(): Promise<void>
  /**
   * Continues the session of the cookie or of `refreshToken`: at the start, or when another tab may have changed it.
   * @returns undefined without a session
   * @throws ApiError, NetworkError when the service did not say whether there is a session
   */
  restore(): Promise<User | undefined>
  /**
   * @param listener receives the user at sign-in and after changes, and undefined when the session has ended
   * @returns a function that ends the subscription
   */
  subscribe(listener: (user: User | undefined) => void): () => void
  /**
   * Sends a form and reports its progress.
   * @throws ApiError, NetworkError, or the reason of `signal`
   */
  upload<Path extends UploadPath>(
    method: 'POST' | 'PUT' | 'PATCH',
    path: Path,
    form: FormData,
    options?: UploadOptions,
  ): Promise<Uploaded<Path>>
  /**
   * @param part of an export, from `nextExportPart`; by default the first, which in most libraries is all of it
   * @returns a link to the part, valid for one download within a minute
   */
  downloadUrl(format: ExportFormat, part?: string): Promise<string>
  /**
   * Asks for the end of a part, without its books.
   * @returns the part that follows `part`, or follows the first by default; undefined if there is none
   * @throws ApiError with a `status` and perhaps `retryAfterSeconds`; its `code` is `unexpected_response`, because a response
   *   to HEAD has no body
   */
  nextExportPart(format: ExportFormat, part?: string): Promise<string | undefined>
}
