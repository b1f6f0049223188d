import { readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { tokenKeys } from '../../src/auth/keys.ts'
import { ConfigError, readConfig } from '../../src/http/config.ts'
import { makeSecrets } from '../secrets.mjs'
import { StartError } from './start-error.mjs'

/** The lines `NAME = "value"` of the table [vars] in wrangler.toml. */
const readVars = (toml) => {
  const [, table = ''] = toml.replaceAll('\r', '').split(/^\[vars\]$/m)
  const [lines] = table.split(/^\[/m)
  return Object.fromEntries([...lines.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, name, value]) => [name, value]))
}

/**
 * Writes `.dev.vars` with fresh secrets, readable by its owner alone, unless the file exists.
 * @returns {boolean} whether it was written
 */
export const ensureDevVars = (path) => {
  const lines = Object.entries(makeSecrets()).map(([name, value]) => `${name}='${value}'\n`)
  try {
    writeFileSync(path, lines.join(''), { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw new StartError(`.dev.vars cannot be written: ${error.message}`)
  }
}

const readDevVars = (path) => {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new StartError(`.dev.vars cannot be read: ${error.message}. Make it a readable file, or delete it.`)
  }
}

const advice =
  'Correct the setting, or delete .dev.vars: the next start writes fresh secrets, which end the local sessions.'

/**
 * Checks the settings as the Worker does, before there is a Worker.
 * @param {{ devVars: string, config: string }} paths @throws StartError
 */
export const checkSettings = async (paths) => {
  const devVars = readDevVars(paths.devVars)
  const missing = Object.keys(makeSecrets()).filter((name) => !(name in devVars))
  if (missing.length > 0) throw new StartError(`.dev.vars has no ${missing.join(' and no ')}.\n${advice}`)
  try {
    await tokenKeys(readConfig({ ...readVars(readFileSync(paths.config, 'utf8')), ...devVars }))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new StartError(
      `A setting in .dev.vars or wrangler.toml is not valid.\n  ${error.message}\n${advice}`,
    )
  }
}
