import { computed, effect, signal } from '@preact/signals'
import { createClient, data, type User } from 'bookplate/client'
import { ignore, isServiceError } from '../errors/ignore.ts'
import { changeReader, keptReader } from '../kept/reader-cache.ts'
import { forgetOthersInTab, forgetStored } from './forget-stored.ts'
import { forgetHint, hasHint } from './hint.ts'
import { pendingSignOut } from './pending-sign-out.ts'
import { refreshKeys } from './refresh-keys.ts'

/** The typed client of the service. The refresh token is in a cookie, the access token only in memory. */
export const client = createClient({ baseUrl: location.origin, transport: 'cookie', refreshKeys })
export const { api } = client

type SessionState =
  | { kind: 'restoring' }
  /** The service could not be asked for the session. */
  | { kind: 'unknown'; error: unknown }
  /** @property hasExpired the session ended although the reader did not sign out */
  | { kind: 'signed-out'; hasExpired: boolean }
  /** @property isKept the service could not be asked; the reader sees what was kept of the last visit */
  | { kind: 'signed-in'; user: User; isKept?: boolean }

const state = signal<SessionState>({ kind: 'restoring' })
export const session = computed(() => state.value)
export const user = computed(() => (state.value.kind === 'signed-in' ? state.value.user : undefined))

/** Whether the page shows what was kept, because the service could not be asked for the session. */
export const isKept = computed(() => state.value.kind === 'signed-in' && state.value.isKept === true)

// Nothing of a reader stays on this device after the session, nor when another reader signs in.
effect(() => {
  const { value } = state
  if (value.kind === 'signed-out') void changeReader(undefined)
  if (value.kind === 'signed-in' && !value.isKept) void changeReader(value.user)
  // After an expired session the same reader may come back to this tab.
  if (value.kind === 'signed-out' && !value.hasExpired) forgetOthersInTab(undefined)
  if (value.kind === 'signed-in') forgetOthersInTab(value.user.id)
})

const otherTabs = new BroadcastChannel('bookplate:session')

const setUser = (found: User | undefined, hasExpired: boolean) => {
  state.value = found ? { kind: 'signed-in', user: found } : { kind: 'signed-out', hasExpired }
}

let isSigningOut = false

client.subscribe((found) => setUser(found, user.peek() !== undefined && !isSigningOut))

const isUndecided = () => ['restoring', 'unknown'].includes(state.peek().kind)

/** Without a session from the service: shows what was kept of the reader, or the error. */
const showKept = async (error?: unknown): Promise<void> => {
  const reader = await keptReader()
  if (!isUndecided()) return
  if (reader) state.value = { kind: 'signed-in', user: reader, isKept: true }
  else if (error !== undefined) state.value = { kind: 'unknown', error }
}

/** A service that does not respond within this time counts as unreachable. Its response is still awaited. */
const maxWaitMs = 6000

const finishSignOut = async () => {
  if (!pendingSignOut.value) return
  await client.signOut()
  pendingSignOut.value = false
}

const mayHaveSession = async () =>
  hasHint() || client.user !== undefined || (await keptReader()) !== undefined

/** Asks the service for the session of the cookie. @returns the error, if it could not be asked */
const askForSession = async (): Promise<unknown> => {
  try {
    await finishSignOut()
    // A visitor's request for a session would fail, and the browser would report an error.
    const found = (await mayHaveSession()) ? await client.restore() : undefined
    if (!found) forgetHint()
    setUser(found, isKept.peek())
    return undefined
  } catch (error) {
    return error
  }
}

/** Restores the session of the cookie, if there is one. */
export const restoreSession = async (): Promise<void> => {
  const wait = isUndecided() ? setTimeout(showKept, maxWaitMs) : undefined
  const error = await askForSession()
  clearTimeout(wait)
  if (error !== undefined) await showKept(error)
}

const retryEveryMs = 20_000

// The kept pages are replaced as soon as the service responds.
effect(() => {
  if (!isKept.value) return
  const retry = () => void restoreSession()
  const timer = setInterval(retry, retryEveryMs)
  addEventListener('online', retry)
  return () => {
    clearInterval(timer)
    removeEventListener('online', retry)
  }
})

// Another tab has signed in or out. All tabs share the cookie, so it tells who is signed in now.
otherTabs.onmessage = async ({ data }) => {
  // A reader who signs out without a connection leaves every tab.
  if (data === 'signed-out' && (await askForSession()) !== undefined) setUser(undefined, false)
  else if (data !== 'signed-out') await restoreSession()
}

// A page that the browser kept in memory for the Back button has missed the messages of other tabs.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void restoreSession()
})

/**
 * Signs in by any way.
 * @param send requests the tokens, as a visitor
 * @returns the proof with which the browser may add a passkey by itself, if the request asked for it. It stays in memory.
 */
export const signInBy = async (send: Parameters<typeof client.signInBy>[0]): Promise<string | undefined> => {
  let upgrade: string | undefined
  await client.signInBy(async (visitor) => {
    const tokens = await send(visitor)
    upgrade = tokens.passkey_upgrade
    return tokens
  })
  pendingSignOut.value = false
  otherTabs.postMessage('signed-in')
  return upgrade
}

/** @returns as `signInBy` */
export const signIn = (credentials: { email: string; password: string }): Promise<string | undefined> =>
  signInBy((visitor) =>
    data(visitor.users.login.$post({ json: { ...credentials, transport: 'cookie', passkey_upgrade: true } })),
  )

/** Signs out in every tab, then ends the session. */
export const signOut = async (): Promise<void> => {
  const readerId = user.peek()?.id
  isSigningOut = true
  try {
    await client.signOut()
  } catch (error) {
    pendingSignOut.value = true
    throw error
  } finally {
    isSigningOut = false
    setUser(undefined, false)
    if (readerId !== undefined) forgetStored(readerId)
    otherTabs.postMessage('signed-out')
  }
}

/** Signs out in every tab after the service has ended the session together with the account. */
export const forgetSession = (): Promise<void> => signOut().catch(ignore(isServiceError))
