// Runs Spin: it makes a C program of a model, which visits every state.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const modelOf = (name) => fileURLToPath(new URL(`../../proof/${name}.pml`, import.meta.url))

const depth = '-m200000'
const maxBytes = 2 ** 31

/** @param {(program: string, folder: string) => T} run @param {string[]} compilerFlags @template T */
export const withSearch = (model, flags, run, compilerFlags = []) => {
  const folder = mkdtempSync(join(tmpdir(), 'proof-'))
  try {
    execFileSync('spin', ['-a', ...flags, modelOf(model)], { cwd: folder })
    execFileSync('gcc', ['-O2', '-DSAFETY', '-DMEMLIM=6000', ...compilerFlags, '-o', 'pan', 'pan.c'], {
      cwd: folder,
    })
    return run(join(folder, 'pan'), folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @returns the output of a program that visits every state */
export const runSearch = (program, folder) => {
  // Without -E, a state in which all processes wait would count as an error.
  const { stdout, error } = spawnSync(program, ['-E', depth], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: maxBytes,
  })
  if (error) throw error
  return stdout
}

/** Visits the states of a model until a property is violated. */
export const search = (model, flags) =>
  withSearch(model, flags, (program, folder) => {
    const startedAt = Date.now()
    const output = runSearch(program, folder)
    const [, states] = /(\d+) states, stored/.exec(output) ?? []
    const [, violated, steps] = /assertion violated (.*) \(at depth (\d+)\)/.exec(output) ?? []
    const isComplete =
      states !== undefined && !/Search not completed|max search depth too small|out of memory/.test(output)
    return { states, violated, steps, isComplete, seconds: Math.round((Date.now() - startedAt) / 1000) }
  })
