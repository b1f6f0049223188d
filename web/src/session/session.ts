import { computed, signal } from '@preact/signals'
import { createClient, type User } from 'bookplate/client'

/** The typed client of the service. The refresh token is in a cookie, the access token only in memory. */
export const client = createClient({ baseUrl: location.origin, transport: 'cookie' })
export const { api } = client

type SessionState =
  | { kind: 'restoring' }
  /** The service could not be asked for the session. */
  | { kind: 'unknown'; error: unknown }
  /** @property hasExpired the session ended although the reader did not sign out */
  | { kind: 'signed-out'; hasExpired: boolean }
  | { kind: 'signed-in'; user: User }

const state = signal<SessionState>({ kind: 'restoring' })
export const session = computed(() => state.value)
export const user = computed(() => (state.value.kind === 'signed-in' ? state.value.user : undefined))

const otherTabs = new BroadcastChannel('bookplate:session')

const setUser = (found: User | undefined, hasExpired: boolean) => {
  state.value = found ? { kind: 'signed-in', user: found } : { kind: 'signed-out', hasExpired }
}

let isSigningOut = false

client.subscribe((found) => setUser(found, user.peek() !== undefined && !isSigningOut))

/** Restores the session of the cookie, if there is one. */
export const restoreSession = async (): Promise<void> => {
  try {
    setUser(await client.restore(), false)
  } catch (error) {
    if (!user.peek()) state.value = { kind: 'unknown', error }
  }
}

// Another tab has signed in or out. All tabs share the cookie, so it tells who is signed in now.
otherTabs.onmessage = restoreSession

// A page that the browser kept in memory for the Back button has missed the messages of other tabs.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void restoreSession()
})

export const signIn = async (credentials: { email: string; password: string }): Promise<void> => {
  await client.signIn(credentials)
  otherTabs.postMessage('signed-in')
}

/** Signs out in every tab, then ends the session. */
export const signOut = async (): Promise<void> => {
  isSigningOut = true
  try {
    await client.signOut()
  } finally {
    isSigningOut = false
    setUser(undefined, false)
    otherTabs.postMessage('signed-out')
  }
}

/** Signs out in every tab after the service has ended the session together with the account. */
export const forgetSession = (): Promise<void> => signOut().catch(() => undefined)
