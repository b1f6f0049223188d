import { computed, signal } from '@preact/signals'
import { ApiError, createClient, data, type Tokens } from 'bookplate/client'

/** The token that the requests of this page carry. It is in memory only: a reload forgets it. */
export type TokenState =
  | { kind: 'none' }
  | { kind: 'signed-in'; token: string; refreshToken: string | undefined; name: string; expiresAt: number }
  | { kind: 'pasted'; token: string }
  | { kind: 'expired'; expiredAt: number }
  | { kind: 'ended' }

const state = signal<TokenState>({ kind: 'none' })
export const tokenState = computed(() => state.value)
export const bearerToken = computed(() => ('token' in state.value ? state.value.token : undefined))

// Without cookies, so that signing in or out here leaves the session of the web app alone.
const { api } = createClient({
  baseUrl: location.origin,
  fetch: (input, init) => fetch(input, { ...init, credentials: 'omit' }),
})

let expiry: ReturnType<typeof setTimeout> | undefined

const become = (next: TokenState) => {
  clearTimeout(expiry)
  state.value = next
}

/** @throws ApiError, NetworkError */
export const signIn = async (credentials: { email: string; password: string }): Promise<void> => {
  const tokens: Tokens = await data(api.users.login.$post({ json: credentials }))
  const lifetimeMs = tokens.expires_in * 1000
  const expiresAt = Date.now() + lifetimeMs
  become({
    kind: 'signed-in',
    token: tokens.access_token,
    refreshToken: tokens.refresh_token,
    name: tokens.user.name,
    expiresAt,
  })
  expiry = setTimeout(() => become({ kind: 'expired', expiredAt: expiresAt }), lifetimeMs)
}

/** Takes an access token or an API key from elsewhere. */
export const pasteToken = (token: string): void => become({ kind: 'pasted', token })

/** Forgets the token, and ends its session if it began on this page. @throws ApiError, NetworkError */
export const signOut = async (): Promise<void> => {
  const last = state.value
  become({ kind: 'none' })
  if (last.kind !== 'signed-in' || last.refreshToken === undefined) return
  await api.users.logout.$post({ json: { refresh_token: last.refreshToken } })
}

/** Asks the service whether the token is still valid, and forgets it if it is not. */
export const checkToken = async (): Promise<void> => {
  const token = bearerToken.value
  if (token === undefined) return
  try {
    await api.users.$get({}, { headers: { Authorization: `Bearer ${token}` } })
  } catch (error) {
    const isInvalid = error instanceof ApiError && error.code === 'invalid_token'
    if (isInvalid && bearerToken.value === token) become({ kind: 'ended' })
  }
}
