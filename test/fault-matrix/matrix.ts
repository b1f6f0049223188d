import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { encodeEachTime } from '../support/images.ts'
import { Bindings } from './calls.ts'
import { type Control, type FaultName, faults, runCell, runControl } from './cell.ts'
import { stopClock } from './clock.ts'
import { findScenarios } from './scenarios.ts'

stopClock()
encodeEachTime()
// Each cell logs its error, as it must.
const levels = ['info', 'warn', 'error'] as const
const quiet = () => levels.map((level) => vi.spyOn(console, level).mockImplementation(() => {}))
let logs = quiet()
const logged = () => logs.flatMap(({ mock }) => mock.calls).join('\n')

const bindings = new Bindings()
bindings.countRequests()
const scenarios = await findScenarios()
const controls: Control[] = []
for (const scenario of scenarios) controls.push(await runControl(bindings, scenario))

const isHung = (fault: FaultName) => fault === 'late' || fault === 'hanging' || fault === 'hours later'
const isPossible = (fault: FaultName, hasStream: boolean) =>
  hasStream || (fault !== 'broken' && fault !== 'stalled')

const cells = scenarios.flatMap((scenario, at) => {
  const control = controls[at] as Control
  return control.calls.flatMap((call) =>
    faults
      .filter((fault) => isPossible(fault, call.hasStream))
      .map((fault) => ({
        title: `${scenario.name} · ${call.operation} ${call.nth} · ${fault}`,
        scenario,
        control,
        call,
        fault,
      })),
  )
})

beforeEach(() => {
  logs = quiet()
  // A cell that failed may have left timers behind.
  vi.clearAllTimers()
})
afterEach(() => {
  vi.restoreAllMocks()
})

// A constant, which no one calls.
const withoutCalls = ['CF_VERSION_METADATA']

it('every binding is called by some scenario', () => {
  const called = new Set(cells.map(({ call }) => call.operation.split('.')[0]))
  const isBinding = ([name, value]: [string, unknown]) =>
    typeof value === 'object' && !withoutCalls.includes(name)
  expect([...called].sort()).toEqual(
    Object.entries(bindings.env)
      .filter(isBinding)
      .map(([name]) => name)
      .sort(),
  )
})

it('every result with a stream breaks off in some cell', () => {
  const broken = cells.filter(({ fault }) => fault === 'broken').map(({ call }) => call.operation)
  expect([...new Set(broken)].sort()).toEqual(['ASSETS.fetch', 'COVERS.get', 'IMAGES.output'])
})

for (const { title, scenario, control, call, fault } of cells) {
  it(title, async () => {
    const { body } = await runCell(bindings, scenario, control, call, fault)
    // A body that breaks off, such as an export, may write its line later.
    if (isHung(fault) && body !== undefined)
      expect(logged(), 'the log').toMatch(/did not respond within \d+ ms|"mail_failed".*"TimeLimitError"/)
  })
}
