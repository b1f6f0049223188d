import { vi } from 'vitest'

/** Waits until something holds, on a slow machine too: only a test that hangs ends it. */
export const waitUntil = <T>(holds: () => T | Promise<T>) => vi.waitUntil(holds, { timeout: 60_000 })
