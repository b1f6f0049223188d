import type { RefreshKeyStore } from './client.ts'
import { ApiError, isUnauthorized } from './errors.ts'
import { newRefreshKey } from './refresh-keys.ts'
import type { Tokens, User } from './types.ts'

/** An access token is renewed this long before it expires: a request takes time to arrive. */
const marginMs = 30_000

/**
 * The pauses before each further refresh without the proof of the device. A browser that could not prove it, for example
 * without a connection, tries again at the next request. At a sign-in it may still wait for the response to the registration
 * of the device.
 */
const proofPausesMs = [0, 500, 2000]

/** One sign-in. A request keeps the session that it started with, so it is never sent as another user. */
export interface ClientSession {
  /** Undefined in a restored session, until its first renewal. */
  user: User | undefined
  accessToken: string | undefined
  /** Undefined when it is in a cookie. */
  refreshToken: string | undefined
  /** In milliseconds of the local clock. */
  renewAt: number
  /** The renewal in progress, shared by all requests that wait for it. */
  renewal: Promise<void> | undefined
}

type Listener = (user: User | undefined) => void

interface SessionStoreOptions {
  transport: 'body' | 'cookie'
  /** The token of an earlier session. */
  refreshToken: string | undefined
  /** @throws ApiError with status 401 when the session has ended */
  refresh: (refreshToken: string | undefined, key: string) => Promise<Tokens>
  refreshKeys: RefreshKeyStore
  onRefreshToken: ((token: string | undefined) => void) | undefined
}

const fromTokens = (tokens: Tokens) => ({
  user: tokens.user,
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token,
  renewAt: Date.now() + tokens.expires_in * 1000 - marginMs,
})

const restoredSession = (refreshToken: string | undefined): ClientSession => ({
  user: undefined,
  accessToken: undefined,
  refreshToken,
  renewAt: 0,
  renewal: undefined,
})

/** Sends a refresh, and again until the browser has proved its device. */
const withProof = async (send: () => Promise<Tokens>): Promise<Tokens> => {
  for (const pauseMs of proofPausesMs) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'device_proof_required') throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return send()
}

/** Holds the session of a client: at most one, with its tokens only in memory. */
export const createSessionStore = (options: SessionStoreOptions) => {
  const { transport, refreshToken, refresh, refreshKeys, onRefreshToken } = options
  const listeners = new Set<Listener>()
  let current = refreshToken === undefined ? undefined : restoredSession(refreshToken)
  let announcedUser: User | undefined
  let announcedToken = refreshToken

  /** Tells the listeners about changes since the last call. */
  const announce = () => {
    if (announcedToken !== current?.refreshToken) {
      announcedToken = current?.refreshToken
      onRefreshToken?.(announcedToken)
    }
    const user = current?.user
    if (user?.id === announcedUser?.id && user?.updated_at === announcedUser?.updated_at) return
    announcedUser = user
    for (const listener of listeners) listener(user)
  }

  const begin = (tokens: Tokens) => {
    refreshKeys.forget(undefined)
    current = { ...fromTokens(tokens), renewal: undefined }
    announce()
  }

  /** Ends `session`, unless another session has replaced it. */
  const end = (session: ClientSession) => {
    if (session !== current) return
    current = undefined
    announce()
  }

  const rotate = async (session: ClientSession) => {
    const key = await refreshKeys.keep(newRefreshKey())
    const send = () => refresh(session.refreshToken, key)
    // Without a response the service may have rotated the token. The key makes the second request a retry of the first.
    const sendTwice = () =>
      send().catch((error) => {
        if (error instanceof ApiError) throw error
        return send()
      })
    try {
      const tokens = await withProof(sendTwice)
      refreshKeys.forget(key)
      accept(session, tokens)
    } catch (error) {
      if (isUnauthorized(error)) {
        refreshKeys.forget(key)
        end(session)
      }
      throw error
    }
  }

  const accept = (session: ClientSession, tokens: Tokens) => {
    // Another user may have signed in in another tab. The cookie is then theirs; the requests of this session are not.
    const isSameUser = session.user === undefined || session.user.id === tokens.user.id
    if (isSameUser) Object.assign(session, fromTokens(tokens))
    else if (session === current) begin(tokens)
    announce()
  }

  /** Renews the tokens, once for all callers that wait for it. */
  const renew = (session: ClientSession): Promise<void> => {
    const run = () => rotate(session)
    session.renewal ??= (refreshKeys.alone?.(run) ?? run()).finally(() => {
      session.renewal = undefined
    })
    return session.renewal
  }

  return {
    current: () => current,
    begin,
    end,
    renew,

    /** Renews the session, if there is one. @returns its user, or undefined without a session */
    restore: async (): Promise<User | undefined> => {
      if (transport === 'cookie') current ??= restoredSession(undefined)
      const session = current
      try {
        if (session) await renew(session)
      } catch (error) {
        // Only a response can tell whether the cookie has a session. Without one, the client stays a visitor.
        if (transport === 'cookie' && session && !session.user) end(session)
        if (!isUnauthorized(error)) throw error
      }
      return current?.user
    },

    /** Stores the current state of the user. */
    update: (session: ClientSession, user: User) => {
      session.user = user
      announce()
    },

    subscribe: (listener: Listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type SessionStore = ReturnType<typeof createSessionStore>
