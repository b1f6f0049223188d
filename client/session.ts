import { isUnauthorized } from './errors.ts'
import type { Tokens, User } from './types.ts'

/** An access token is renewed this long before its end: a request takes a while to arrive. */
const marginMs = 30_000

/** One sign-in. A request holds on to the one it was made in, so that it is never sent as somebody else. */
export interface SignedIn {
  /** Undefined in an earlier session, until its first renewal. */
  user: User | undefined
  accessToken: string | undefined
  /** Undefined where it is in a cookie. */
  refreshToken: string | undefined
  /** In milliseconds of the local clock. */
  renewAt: number
  /** Under way, for all requests that wait for it. */
  renewal: Promise<void> | undefined
}

type Listener = (user: User | undefined) => void

interface SessionOptions {
  transport: 'body' | 'cookie'
  /** Of an earlier session. */
  refreshToken: string | undefined
  /** @throws ApiError with status 401 when the session is over */
  refresh: (refreshToken: string | undefined) => Promise<Tokens>
  onRefreshToken: ((token: string | undefined) => void) | undefined
}

const fromTokens = (tokens: Tokens) => ({
  user: tokens.user,
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token,
  renewAt: Date.now() + tokens.expires_in * 1000 - marginMs,
})

const earlier = (refreshToken: string | undefined): SignedIn => ({
  user: undefined,
  accessToken: undefined,
  refreshToken,
  renewAt: 0,
  renewal: undefined,
})

/** Keeps the session of a client: at most one, with its tokens in memory alone. */
export const keepSession = ({ transport, refreshToken, refresh, onRefreshToken }: SessionOptions) => {
  const listeners = new Set<Listener>()
  let current = refreshToken === undefined ? undefined : earlier(refreshToken)
  let announced: User | undefined
  let kept = refreshToken

  /** Tells what has changed. */
  const announce = () => {
    if (kept !== current?.refreshToken) {
      kept = current?.refreshToken
      onRefreshToken?.(kept)
    }
    const user = current?.user
    if (user?.id === announced?.id && user?.updated_at === announced?.updated_at) return
    announced = user
    for (const listener of listeners) listener(user)
  }

  const begin = (tokens: Tokens) => {
    current = { ...fromTokens(tokens), renewal: undefined }
    announce()
  }

  /** Ends `session`, unless another one has taken its place. */
  const end = (session: SignedIn) => {
    if (session !== current) return
    current = undefined
    announce()
  }

  const rotate = async (session: SignedIn) => {
    const tokens = await refresh(session.refreshToken).catch((error) => {
      if (isUnauthorized(error)) end(session)
      throw error
    })
    // In another tab somebody else has signed in: the cookie is theirs, the requests of this session are not.
    const isSameUser = session.user === undefined || session.user.id === tokens.user.id
    if (isSameUser) Object.assign(session, fromTokens(tokens))
    else if (session === current) begin(tokens)
    announce()
  }

  /** Renews the tokens, once for all who ask while that is under way. */
  const renew = (session: SignedIn): Promise<void> => {
    session.renewal ??= rotate(session).finally(() => {
      session.renewal = undefined
    })
    return session.renewal
  }

  return {
    current: () => current,
    begin,
    end,
    renew,

    /** Asks for the session there is. @returns its user, or undefined when there is none */
    restore: async (): Promise<User | undefined> => {
      if (transport === 'cookie') current ??= earlier(undefined)
      const asked = current
      try {
        if (asked) await renew(asked)
      } catch (error) {
        // Whether the cookie has a session, only an answer could have told.
        if (transport === 'cookie' && asked && !asked.user) end(asked)
        if (!isUnauthorized(error)) throw error
      }
      return current?.user
    },

    /** Takes note of what the user is like now. */
    update: (session: SignedIn, user: User) => {
      session.user = user
      announce()
    },

    subscribe: (listener: Listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type KeptSession = ReturnType<typeof keepSession>
