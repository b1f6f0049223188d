const key = 'bookplate:tab'
let inMemory: string | undefined

const read = (): string | null => {
  // A browser may forbid the storage.
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** @returns the id of this tab, which survives a reload */
export const tabId = (): string => {
  const known = inMemory ?? read()
  if (known) return known
  inMemory = crypto.randomUUID()
  try {
    sessionStorage.setItem(key, inMemory)
  } catch {
    // The tab has another id after a reload.
  }
  return inMemory
}
