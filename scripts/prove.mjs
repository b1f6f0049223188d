// `npm run prove`: searches the models of proof/ with Spin, takes guards out, and checks the traces that the tests replay.
// `-- --write` makes the traces again, `-- --mutants` puts faults into a copy of the code. Needs Debian's spin and gcc.
import { readFileSync } from 'node:fs'
import { faults } from '../proof/faults.mjs'
import { killMutants } from './proof/mutants.mjs'
import { search } from './proof/search.mjs'
import { guards, limits, searches } from './proof/searches.mjs'
import { checkTraces, edgesOf, normalise, writeTraces } from './proof/traces.mjs'

const tracesFile = new URL('../test/proof/traces.json', import.meta.url)

const fail = (sentence) => {
  console.error(sentence)
  process.exitCode = 1
}

const prove = () => {
  for (const { name, model, flags = [] } of searches) {
    const { states, isComplete, violated, seconds } = search(model, flags)
    const result = violated ? `VIOLATED: ${violated}` : 'no counterexample'
    console.log(`${name}: ${states} states, ${isComplete ? 'every one' : 'NOT all'}, ${seconds} s: ${result}`)
    if (violated || !isComplete) fail(`${name} does not hold.`)
  }
  console.log('\nA guard taken out:')
  for (const { name, model, flags, property } of guards) {
    const { violated, steps } = search(model, flags)
    if (violated) console.log(`  ${name}: "${property}" is violated after ${steps} steps`)
    else fail(`  ${name}: no counterexample, so the search proves nothing of "${property}".`)
  }
  console.log('\nA known limit:')
  for (const { name, model, flags, cause } of limits) {
    const without = search(model, flags)
    const { violated, states, steps } = search(model, [...flags, cause])
    console.log(`  ${name}: a counterexample after ${steps} steps, ${states} states`)
    console.log(`    responses in order: ${without.states} states, every one, no counterexample`)
    if (!violated || without.violated || !without.isComplete) fail(`  ${name}: this is not so any more.`)
  }
  const traces = JSON.parse(readFileSync(tracesFile, 'utf8'))
  console.log()
  for (const model of ['sessions', 'account']) {
    const edges = edgesOf(model)
    checkTraces(model, traces[model])
    const covered = new Set(traces[model].flatMap(({ lines }) => lines.map(normalise)))
    const missing = edges.filter((edge) => !covered.has(edge))
    console.log(
      `${model}: ${edges.length - missing.length} of ${edges.length} edges in ${traces[model].length} traces`,
    )
    for (const edge of missing) fail(`  not covered: ${edge}`)
  }
  console.log(`\nFaults in the code, some of ${faults.length}:`)
  killMutants(
    faults.filter(({ inEveryRun }) => inEveryRun),
    true,
  )
}

if (process.argv.includes('--write')) writeTraces(tracesFile)
else if (process.argv.includes('--mutants')) killMutants(faults)
else prove()
