const key = 'bookplate:sign-out'

/** A sign-out that the service has not heard of, because it could not be reached. The cookie would sign in again. */
export const pendingSignOut = {
  get value(): boolean {
    try {
      return localStorage.getItem(key) !== null
    } catch {
      return false
    }
  },
  set value(isPending: boolean) {
    // A browser may forbid the storage.
    try {
      if (isPending) localStorage.setItem(key, 'pending')
      else localStorage.removeItem(key)
    } catch {}
  },
}
