import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

/** A deploy cannot continue. The message tells the operator the reason and the remedy. */
export class DeployError extends Error {
  name = 'DeployError'
}

const running = new Set()

/** Sends a signal to all commands that run. @param {NodeJS.Signals} signal */
export const stopCommands = (signal) => {
  for (const child of running) child.kill(signal)
}

const collect = (stream, echo) => {
  const chunks = []
  stream.on('data', (chunk) => {
    chunks.push(chunk)
    echo?.write(chunk)
  })
  return () => stripVTControlCharacters(Buffer.concat(chunks).toString('utf8'))
}

/**
 * Runs a command until it ends. It has no terminal, so that wrangler asks nothing and writes no ids into wrangler.toml.
 * @param {string} command @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string> }} [options] `show`: print its output while it runs
 * @returns {Promise<{ ok: boolean, stdout: string, stderr: string }>} @throws DeployError when it cannot be started
 */
export const run = (command, args, { show = false, env } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    })
    running.add(child)
    const stdout = collect(child.stdout, show ? process.stdout : undefined)
    const stderr = collect(child.stderr, show ? process.stderr : undefined)
    child.on('error', ({ code, message }) => {
      running.delete(child)
      const reason = code === 'ENOENT' ? 'it is not in PATH' : message
      reject(new DeployError(`Cannot start ${command}: ${reason}. Use \`npm run deploy\`.`))
    })
    child.on('close', (status) => {
      running.delete(child)
      resolve({ ok: status === 0, stdout: stdout(), stderr: stderr() })
    })
  })
