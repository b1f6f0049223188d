import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { DeployError } from './deploy-error.mjs'

/** @typedef {{ status: number, stdout: string, stderr: string }} Outcome */

const running = new Set()

/** Passes a signal on to whatever is running. @param {NodeJS.Signals} signal */
export const stopCommands = (signal) => {
  for (const child of running) child.kill(signal)
}

const collect = (stream, echo) => {
  const chunks = []
  stream.on('data', (chunk) => {
    chunks.push(chunk)
    echo?.write(chunk)
  })
  // wrangler colours its errors even where nobody looks.
  return () => stripVTControlCharacters(Buffer.concat(chunks).toString('utf8'))
}

/**
 * Runs a command to its end. It gets no terminal: so wrangler asks nothing, and writes no ids into wrangler.toml.
 * @param {string} command @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string> }} [options] `show`: the operator sees what it prints
 * @returns {Promise<Outcome>} @throws DeployError when there is no such command
 */
export const run = (command, args, { show = false, env } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', ...env },
      shell: process.platform === 'win32',
    })
    running.add(child)
    const stdout = collect(child.stdout, show ? process.stdout : undefined)
    const stderr = collect(child.stderr, show ? process.stderr : undefined)
    child.on('error', ({ code, message }) => {
      running.delete(child)
      const reason = code === 'ENOENT' ? 'it is not installed, or this was not started by npm' : message
      reject(new DeployError(`${command} cannot be run: ${reason}. Use \`npm run deploy\`.`))
    })
    child.on('close', (status) => {
      running.delete(child)
      resolve({ status: status ?? 1, stdout: stdout(), stderr: stderr() })
    })
  })

/** @returns the JSON in what a command printed, or undefined when there is none */
export const readJson = (text) => {
  try {
    return JSON.parse(text.slice(text.search(/[[{]/)))
  } catch {
    return undefined
  }
}
