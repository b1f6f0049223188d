import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopCommands } from './commands.mjs'

const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }

const stopBy = (signal) => {
  stopCommands(signal)
  console.error(`\nStopped by ${signal}. What was done until then is listed above; run it again to go on.`)
  process.exit(128 + signals[signal])
}

/**
 * Lends a folder that nobody else can read, and that is gone when the work ends, however it ends (but for SIGKILL).
 * @template T
 * @param {(folder: { path: (name: string) => string, write: (name: string, text: string) => string }) => Promise<T>} work
 *   `write` makes a file and gives its path
 * @returns {Promise<T>} what the work gives
 */
export const withTemporaryFolder = async (work) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const path = (name) => join(folder, name)
  const write = (name, text) => {
    writeFileSync(path(name), text, { mode: 0o600, flag: 'wx' })
    return path(name)
  }
  process.on('exit', remove)
  for (const signal of Object.keys(signals)) process.on(signal, stopBy)
  try {
    return await work({ path, write })
  } finally {
    remove()
    process.off('exit', remove)
    for (const signal of Object.keys(signals)) process.off(signal, stopBy)
  }
}
