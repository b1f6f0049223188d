import { expect } from 'vitest'
import { emptyStorage } from '../support/storage.ts'
import { type Bindings, type Call, failAfter, failBefore, HeldCall, type RecordedCall } from './calls.ts'
import { drive } from './clock.ts'
import type { Scenario } from './scenario.ts'
import { maintain, type Outcome } from './service.ts'
import { comparable, comparableText, essential, readState } from './state.ts'

const day = 24
// A file that no row names is found in the first run and deleted in the second. All sessions of the scenarios are still
// live then.
const runsInHours = [3 * day, 5 * day]
const hoursLater = 3

export const faults = ['before', 'after', 'late', 'hanging', 'hours later', 'broken', 'stalled'] as const
export type FaultName = (typeof faults)[number]

/** A scenario without a failure: the same request not sent, sent once, and sent twice. */
export interface Control {
  calls: RecordedCall[]
  before: string
  none: { end: End }
  once: { outcome: Outcome; state: string; end: End }
  twice: { outcome: Outcome; end: End }
}

/** The whole state after the last request, and when time has removed what failed requests left behind. */
interface End {
  atOnce: string
  finally: string
}

const essentialState = async () => comparable(essential(await readState()))
const fullState = async () => comparable(await readState())

const begin = async (scenario: Scenario) => {
  await emptyStorage()
  return scenario.begin()
}

const finalState = async (bindings: Bindings): Promise<string> => {
  for (const hours of runsInHours) await maintain(bindings, hours)
  return fullState()
}

const readEnd = async (bindings: Bindings): Promise<End> => ({
  atOnce: await fullState(),
  finally: await finalState(bindings),
})

export const runControl = async (bindings: Bindings, scenario: Scenario): Promise<Control> => {
  const first = await begin(scenario)
  const before = await essentialState()
  const calls = bindings.record()
  const outcome = await first(bindings)
  bindings.record()
  const state = await essentialState()
  const once = { outcome, state, end: await readEnd(bindings) }
  await begin(scenario)
  const none = { end: await readEnd(bindings) }
  const again = await begin(scenario)
  await again(bindings)
  const twice = { outcome: await again(bindings), end: await readEnd(bindings) }
  return { calls, before, none, once, twice }
}

const isSame = (a: Outcome, b: Outcome): boolean =>
  a.status === b.status &&
  a.body !== undefined &&
  b.body !== undefined &&
  comparableText(a.body) === comparableText(b.body)

const isUnavailable = ({ status, body }: Outcome): boolean =>
  status === 503 && body !== undefined && JSON.parse(body).error.code === 'service_unavailable'

const planOf = (fault: FaultName, target: Call, held: HeldCall) => {
  if (fault === 'broken' || fault === 'stalled') return { target, stream: fault }
  if (fault === 'before') return { target, intercept: failBefore }
  return { target, intercept: fault === 'after' ? failAfter : held.intercept }
}

/**
 * Sends the request while one call fails, and then again. Fails unless
 * - the response is the usual one, or 503, or one that visibly breaks off; for Images it is 503
 * - all of the work is done, or nothing
 * - the second request ends as if it were the first, or the second, of two without a failure
 * - or the scenario is lenient about one of these
 * - so does the database with the bucket, when time has removed the traces
 * @returns the first response
 */
export const runCell = async (
  bindings: Bindings,
  scenario: Scenario,
  { before, none, once, twice }: Control,
  target: Call,
  fault: FaultName,
): Promise<Outcome> => {
  const send = await begin(scenario)
  expect(await essentialState(), 'the world of the scenario').toBe(before)
  const held = new HeldCall()
  bindings.record(planOf(fault, target, held))
  const first = await send(bindings, held)
  bindings.record()
  if (fault === 'late') await completed(bindings, held)

  const isDone = isSame(first, once.outcome)
  const hasBrokenOff = first.status === once.outcome.status && first.body === undefined
  if (!isDone && !hasBrokenOff) expect(isUnavailable(first), `503, not ${JSON.stringify(first)}`).toBe(true)
  if (target.operation.startsWith('IMAGES.')) expect(first.status, 'Images fail').toBe(503)

  let state = await essentialState()
  if (state !== before && state !== once.state) {
    // The cron trigger completes an erasure, whose first statement decides.
    await maintain(bindings, 0)
    state = await essentialState()
  }
  if (!isDone && !scenario.isResumable) expectOneOf('all or nothing', [before, once.state], state)
  const wasCommitted = !isDone && state !== before && state === once.state
  const expected: { end: End }[] = wasCommitted ? [twice] : [once]
  if (isDone && scenario.isBestEffort) expected.push(none)
  if (!isDone) {
    const second = await send(bindings)
    const usual = scenario.usesChallenge ? [once, twice] : [wasCommitted ? twice : once]
    const isUsual = usual.some(({ outcome }) =>
      scenario.isResumable ? second.status === outcome.status : isSame(second, outcome),
    )
    expect(isUsual, `the second is ${JSON.stringify(second)}`).toBe(true)
    // The challenge of the second was used up by the first, which did nothing else.
    if (isSame(second, twice.outcome) && scenario.usesChallenge) expected.push(none)
  }
  if (fault === 'hours later') {
    await maintain(bindings, hoursLater)
    await completed(bindings, held)
    // It may be carried out once more, like a second request.
    expected.push(twice)
  }
  held.drop()
  const ends = expected.map(({ end }) => end)
  const whole = await fullState()
  // Without traces there is nothing to remove.
  if (ends.some(({ atOnce }) => atOnce === whole)) return first
  const last = await finalState(bindings)
  expectOneOf(
    'the state in the end',
    ends.map((end) => end.finally),
    last,
  )
  return first
}

/** The rows in which two states differ. */
const differences = (expected: string, state: string): string => {
  const [before, after] = [expected.split('\n'), state.split('\n')]
  const missing = before.filter((row) => !after.includes(row)).map((row) => `- ${row}`)
  return [...missing, ...after.filter((row) => !before.includes(row)).map((row) => `+ ${row}`)].join('\n')
}

const expectOneOf = (what: string, states: string[], state: string): void => {
  const text = states.map((one) => differences(one, state)).join('\n\nor\n')
  expect(states.includes(state), `${what}:\n${text}\n`).toBe(true)
}

/** Lets the held call do its work, and the service what follows from it. */
const completed = async (bindings: Bindings, held: HeldCall) => {
  await held.complete().catch(() => {})
  await drive(bindings, new Promise(() => {}), () => true)
}
