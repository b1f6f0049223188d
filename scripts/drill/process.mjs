import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { root } from '../dev/paths.mjs'

/** @type {Set<number>} process groups */
const running = new Set()
process.on('exit', () => {
  for (const group of running) process.kill(-group, 'SIGKILL')
})

/**
 * Starts one of the scripts.
 * @param {string} script such as `backup.mjs` @param {string[]} args
 * @returns {{ kill: () => void, output: () => string, ended: Promise<{ status: number | null, output: string }> }}
 */
const start = (script, args) => {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url))
  // In a process group of its own: a kill ends the runtime below it as well.
  const child = spawn(process.execPath, [path, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  running.add(child.pid)
  const ended = new Promise((resolve) =>
    child.on('close', (status) => {
      running.delete(child.pid)
      resolve({ status, output })
    }),
  )
  return { kill: () => process.kill(-child.pid, 'SIGKILL'), output: () => output, ended }
}

/** Runs a script to its end. @returns {Promise<{ status: number | null, output: string }>} */
export const run = async (script, args) => {
  const { status, output } = await start(script, args).ended
  console.log(output.trimEnd())
  return { status, output }
}

/**
 * Kills a script in the middle of its work, without a signal that it could handle.
 * @param {(output: string) => boolean} isInMiddle @returns {Promise<boolean>} whether it was killed before its end
 */
export const runAndKill = async (script, args, isInMiddle) => {
  const { kill, output, ended } = start(script, args)
  let hasEnded = false
  ended.then(() => {
    hasEnded = true
  })
  while (!hasEnded && !isInMiddle(output())) await sleep(20)
  if (!hasEnded) kill()
  const { status } = await ended
  return status === null
}
