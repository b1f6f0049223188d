import type { RefreshKeyStore } from './client.ts'

/** @returns 128 random bits in base64url. A key that is derived from the token would be known to its thief. */
export const newRefreshKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Keeps the key until the program ends. */
export const keysInMemory = (): RefreshKeyStore => {
  let kept: string | undefined
  return {
    keep: (newKey) => {
      kept ??= newKey
      return kept
    },
    forget: (key) => {
      if (key === undefined || key === kept) kept = undefined
    },
  }
}
