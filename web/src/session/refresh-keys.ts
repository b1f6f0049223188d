import type { RefreshKeyStore } from 'bookplate/client'

const name = 'bookplate:refresh-key'

// A browser may forbid the storage. Then the tab has a key of its own.
let unstored: string | undefined

const stored = {
  get value(): string | undefined {
    try {
      return localStorage.getItem(name) ?? undefined
    } catch {
      return unstored
    }
  },
  set value(key: string | undefined) {
    unstored = key
    try {
      if (key === undefined) localStorage.removeItem(name)
      else localStorage.setItem(name, key)
    } catch {}
  },
}

/**
 * Keeps the `Idempotency-Key` of a refresh until its response. All tabs share the cookie, so they share the key: a tab that
 * is opened later can retry a refresh whose response another tab has lost.
 */
export const refreshKeys: RefreshKeyStore = {
  // The lock makes one tab wait for the other, so two tabs that wake up together use one key.
  keep: (newKey) =>
    navigator.locks.request(name, () => {
      stored.value ??= newKey
      return stored.value ?? newKey
    }),
  forget: (key) => {
    if (key === undefined || stored.value === key) stored.value = undefined
  },
  // A response that arrives late would put an older token into the cookie: see docs/proof.md.
  alone: (refresh) => navigator.locks.request('bookplate:refresh', refresh),
}
