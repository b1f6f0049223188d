const goneAfterMs = 1500

/**
 * Reports a code when two frames agree on it, and once for as long as it stays before the camera: the reader may hold a
 * book for any time, and lay the same book down and show it again.
 */
export const steadyCodes = (onCode: (code: string) => void) => {
  const seen = new Map<string, { count: number; lastAt: number }>()
  return (codes: readonly string[], now: number): void => {
    for (const [code, { lastAt }] of seen) if (now - lastAt > goneAfterMs) seen.delete(code)
    for (const code of new Set(codes)) {
      const count = (seen.get(code)?.count ?? 0) + 1
      seen.set(code, { count, lastAt: now })
      if (count === 2) onCode(code)
    }
  }
}
