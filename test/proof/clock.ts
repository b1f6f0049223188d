import { vi } from 'vitest'

const waits: Record<string, number> = {
  '10 s': 10_001,
  '5 min': 5 * 60_000,
  '10 min': 10 * 60_000,
  '30 days': 30 * 24 * 60 * 60_000,
}

/** Lets the time of a line `wait …` pass. */
export const wait = (words: string[]) => {
  const ms = waits[`${words[1]} ${words[2]}`]
  if (ms === undefined) throw new Error(`Unknown: ${words.join(' ')}`)
  vi.setSystemTime(Date.now() + ms)
}
