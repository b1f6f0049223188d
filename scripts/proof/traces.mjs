// Runs of the models, line by line, which test/proof replays against the service.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { modelOf, runSearch, withSearch } from './search.mjs'

/** The names of a model's mtype: Spin numbers them from the last. */
const namesOf = (model) => {
  const source = model === 'sessions' ? 'rows' : model
  const [, list] = /mtype = \{([^}]+)\}/.exec(readFileSync(modelOf(source), 'utf8')) ?? []
  const names = (list ?? '').split(',').map((name) => name.trim())
  return (number) => names.at(-Number(number))
}

const linesOf = (model, output) => {
  const nameOf = namesOf(model)
  const named = (text, count) => text.replace(/\d+/g, (n) => (count-- > 0 ? nameOf(n) : n))
  return [...output.matchAll(/^ *> (.*)$/gm)].map(([, line]) =>
    line
      .replace(/(?<=proven \d )\d+ \d+/, (both) => named(both, 2))
      .replace(/(?<=change \d \w+ session \d )\d+ \d+ \d+/, (all) => named(all, 3))
      .replace(/(?<=step-up )\d+/, (one) => named(one, 1)),
  )
}

/** @returns the kind of transition of a line: without the number of the token or of the tab, and without the state */
export const normalise = (line) =>
  line
    .replace(/refresh \d key (\d)/, (_, key) => `refresh ${key === '0' ? 'without' : 'with'} key`)
    .replace(/change \d/, 'change')
    .replace(/ (is|live) \d.*/, '')

/** Every kind of transition that the model can make. For `account`, two tabs and the thief make all of them. */
export const edgesOf = (model) => {
  const output = withSearch(model, ['-DSMALL'], runSearch, ['-DPRINTF'])
  const lines = new Set(output.split('\n').filter((line) => /^ *> /.test(line)))
  return [...new Set(linesOf(model, [...lines].join('\n')).map(normalise))].toSorted()
}

// Chance alone rarely makes sessions that last, a thief who comes late, or a sign-in after the account was disabled.
const variants = [
  [],
  ['-DPATIENT'],
  ['-DPATIENT', '-DSLOW'],
  ['-DPATIENT', '-DLATE'],
  ['-DPATIENT', '-DSLOW', '-DLATE'],
]
const seeds = 500

const simulate = (model, { seed, flags }) => {
  const { stdout } = spawnSync('spin', [`-n${seed}`, '-u500', ...flags, modelOf(model)], { encoding: 'utf8' })
  return linesOf(model, stdout).slice(0, 60)
}

/** Chooses runs until each kind of transition is in one of them. */
const choose = (model) => {
  const missing = new Set(edgesOf(model))
  const chosen = []
  for (let seed = 1; seed <= seeds && missing.size > 0; seed++)
    for (const flags of variants) {
      const lines = simulate(model, { seed, flags })
      const found = lines.map(normalise).filter((edge) => missing.has(edge))
      if (found.length === 0) continue
      for (const edge of found) missing.delete(edge)
      chosen.push({ seed, flags, lines })
    }
  for (const edge of missing) console.error(`${model}: no run has ${edge}`)
  return chosen
}

export const writeTraces = (file) => {
  const traces = { sessions: choose('sessions'), account: choose('account') }
  writeFileSync(file, `${JSON.stringify(traces, undefined, 2)}\n`)
  console.log(`${traces.sessions.length} + ${traces.account.length} traces`)
}

/** @throws Error for a trace that is not a run of the model any more */
export const checkTraces = (model, traces) => {
  for (const trace of traces)
    if (simulate(model, trace).join('\n') !== trace.lines.join('\n'))
      throw new Error(`Trace ${trace.seed} is old. Run: npm run prove -- --write`)
}
