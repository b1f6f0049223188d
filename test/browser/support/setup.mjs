import { rmSync } from 'node:fs'
import { startWorker } from './worker.mjs'

/** One service for all tests, each of which makes its own reader. */
export default async ({ provide }) => {
  // Pictures of an earlier run.
  rmSync('coverage/browser', { recursive: true, force: true })
  // One call instead of six, and a sign-in that is throttled soon: what the full cost does has its own tests.
  const { origin, close } = await startWorker({ PASSWORD_HASH_CALLS: '1', FREE_GUESSES: '3' })
  provide('origin', origin)
  return close
}
