import { computed, signal } from '@preact/signals'
import { createClient, type User } from 'bookplate/client'

/** The typed client, the only way to the service. Its refresh token is in a cookie, its access token in memory. */
export const client = createClient({ baseUrl: location.origin, transport: 'cookie' })
export const { api } = client

export type SessionState =
  | { kind: 'restoring' }
  /** Whether somebody is signed in cannot be told now. */
  | { kind: 'unknown'; error: unknown }
  /** @property over the session ended without the reader's doing */
  | { kind: 'signed-out'; over: boolean }
  | { kind: 'signed-in'; user: User }

const state = signal<SessionState>({ kind: 'restoring' })
export const session = computed(() => state.value)
export const user = computed(() => (state.value.kind === 'signed-in' ? state.value.user : undefined))

const tabs = new BroadcastChannel('bookplate:session')

const settle = (found: User | undefined, over: boolean) => {
  state.value = found ? { kind: 'signed-in', user: found } : { kind: 'signed-out', over }
}

let isLeaving = false

client.subscribe((found) => settle(found, user.peek() !== undefined && !isLeaving))

/** Goes on with the session of the cookie, if there is one. */
export const restoreSession = async (): Promise<void> => {
  try {
    settle(await client.restore(), false)
  } catch (error) {
    if (!user.peek()) state.value = { kind: 'unknown', error }
  }
}

// Another tab has signed in or out. The cookie is the same in all of them, and it says as whom.
tabs.onmessage = restoreSession

// A page that Back has brought out of the browser's memory has missed what the tabs said.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void restoreSession()
})

export const signIn = async (credentials: { email: string; password: string }): Promise<void> => {
  await client.signIn(credentials)
  tabs.postMessage('signed-in')
}

/** Forgets the session in every tab, and ends it. */
export const signOut = async (): Promise<void> => {
  isLeaving = true
  try {
    await client.signOut()
  } finally {
    isLeaving = false
    settle(undefined, false)
    tabs.postMessage('signed-out')
  }
}

/** Forgets a session that the service has ended by itself, with the account. */
export const forgetSession = (): Promise<void> => signOut().catch(() => undefined)
