import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopCommands } from './commands.mjs'

const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }

const stopBy = (signal) => {
  stopCommands(signal)
  console.error(`\nStopped by ${signal}. Finished steps are listed above. Run the command again to continue.`)
  process.exit(128 + signals[signal])
}

/**
 * Makes a folder that only this user can read, and removes it when `work` ends, fails, or is stopped by a signal
 * (except SIGKILL).
 * @template T
 * @param {(folder: { path: (name: string) => string, write: (name: string, text: string) => string }) => Promise<T>} work
 *   `write` makes a file and returns its path
 * @returns {Promise<T>} the result of `work`
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
