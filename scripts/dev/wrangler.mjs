import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { root, wranglerFile } from './paths.mjs'

// Before Vite runs in this process, which sets NODE_ENV.
const env = {
  ...process.env,
  // The real request.cf would be fetched from the network, which a start must not depend on.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG: 'log',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
}

const stopTimeoutMs = 5000

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/**
 * Starts wrangler without a terminal, so it asks nothing.
 * @param {string[]} args @param {(line: string, stream: 'stdout' | 'stderr') => void} onLine
 * @returns {import('node:child_process').ChildProcess} with a channel for its messages
 */
export const startWrangler = (args, onLine) => {
  const child = spawn(process.execPath, [wranglerFile, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  running.add(child)
  child.on('close', () => running.delete(child))
  for (const stream of ['stdout', 'stderr']) {
    createInterface({ input: child[stream], crlfDelay: Infinity }).on('line', (line) => onLine(line, stream))
  }
  return child
}

/** Stops every wrangler, and the runtime below it. Resolves when they have ended. */
export const stopWranglers = async () => {
  const ended = [...running].map(async (child) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    const closed = once(child, 'close')
    child.kill()
    await closed
    clearTimeout(timer)
  })
  await Promise.all(ended)
}
