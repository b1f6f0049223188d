// Puts each fault into a copy of the code, and runs the tests that should find it.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const left = /^(\.git|node_modules|coverage|\.wrangler)$/

const replay = { name: 'the replay', files: ['test/proof'] }
const rest = ['test/sessions', 'test/factors', 'test/users', 'test/erasure']

/** The replay first: only the faults that survive it need the other tests. */
const all = [
  replay,
  { name: 'the tests', files: rest },
  { name: 'the matrices', files: rest, mode: 'matrices' },
]

const copyOf = () => {
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'))
  cpSync(root, copy, {
    recursive: true,
    filter: (path) =>
      !path
        .slice(root.length)
        .split('/')
        .some((part) => left.test(part)),
  })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

const passes = (copy, { files, mode = 'test' }) => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const options = ['run', '--mode', mode, '--bail', '1', '--reporter', 'dot', ...files]
  return spawnSync(process.execPath, [vitest, ...options], { cwd: copy, stdio: 'ignore' }).status === 0
}

/** @returns the name of the suite that fails; undefined if all pass */
const findFailing = (copy, suites) => suites.find((suite) => !passes(copy, suite))?.name

/** @param {boolean} isSample whether the replay alone must find these faults */
export const killMutants = (faults, isSample = false) => {
  const suites = isSample ? [replay] : all
  const copy = copyOf()
  let survivors = 0
  try {
    if (findFailing(copy, suites)) throw new Error('The tests fail without a fault.')
    for (const { name, file, find, replace } of faults) {
      const path = join(copy, file)
      const text = readFileSync(path, 'utf8')
      if (text.split(find).length !== 2) throw new Error(`${name}: ${file} must have the code once: ${find}`)
      writeFileSync(
        path,
        text.replace(find, () => replace),
      )
      const failing = findFailing(copy, suites)
      writeFileSync(path, text)
      if (!failing) survivors++
      console.log(`${failing ? `killed by ${failing}` : 'SURVIVED'}: ${name}`)
    }
  } finally {
    rmSync(copy, { recursive: true })
  }
  console.log(`${faults.length - survivors} of ${faults.length} mutants killed`)
  if (survivors > 0) process.exitCode = 1
}
