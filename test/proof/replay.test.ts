import { afterEach, beforeEach, describe, it, vi } from 'vitest'
import { startClock } from '../sessions/refresh/refreshing.ts'
import { replayAccount } from './account.ts'
import { replaySession } from './sessions.ts'
import traces from './traces.json'

// Runs of the models of proof/, which `npm run prove` makes and checks. They contain every kind of transition.

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('the service does what the model of sessions does', () => {
  it.each(traces.sessions)('run $seed $flags', ({ lines }) => replaySession(lines))
})

describe('the service does what the model of an account does', () => {
  it.each(traces.account)('run $seed $flags', ({ lines }) => replayAccount(lines))
})
