import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { makeSecrets } from '../secrets.mjs'
import { DeployError } from './commands.mjs'

const isKeySet = (text) => {
  try {
    return JSON.parse(text).keys.length > 0
  } catch {
    return false
  }
}

const isValid = {
  JWT_KEYS: isKeySet,
  // Several lines while it rotates, with notes, see scripts/secret-rotation.mjs.
  SECRET_KEY: (text) => /^[\w-]{43,}(?:\s*#.*)?(?:\n[\w-]{43,}(?:\s*#.*)?)*$/.test(text),
}

/**
 * Files with the operator's copies of the secrets: Cloudflare does not return secrets. `npm run keys` changes the first.
 * @param {string} env @returns {Record<string, string>} by the name of the secret
 */
export const keptFiles = (env) => {
  const suffix = env === 'production' ? '' : `.${env}`
  return { JWT_KEYS: `jwt-keys${suffix}.json`, SECRET_KEY: `secret-key${suffix}.txt` }
}

const readKept = (name, file) => {
  const text = readFileSync(file, 'utf8').trim()
  if (!isValid[name](text))
    throw new DeployError(`${file} contains no valid ${name}: see docs/operations.md.`)
  return text
}

/**
 * Values for the secrets that the Worker lacks: copies from their files, otherwise new ones.
 * @param {import('./config.mjs').Installation} installation
 * @param {string[]} existing names of the secrets that the Worker has; they never change
 * @returns {Promise<{ values: Record<string, string>, created: string[] }>} by name; `created`: names of the new ones
 * @throws DeployError
 */
export const makeMissingSecrets = async ({ env, secrets }, existing) => {
  const files = keptFiles(env)
  const missing = secrets.filter((name) => !existing.includes(name))
  const unknown = missing.filter((name) => !Object.hasOwn(files, name))
  if (unknown.length > 0)
    throw new DeployError(
      `The deploy cannot make the secret ${unknown.join(', ')}. Set it with \`npx wrangler secret put\`, then deploy again.`,
    )
  const created = missing.filter((name) => !existsSync(files[name]))
  const made = await makeSecrets()
  const find = (name) => (created.includes(name) ? made[name] : readKept(name, files[name]))
  return { values: Object.fromEntries(missing.map((name) => [name, find(name)])), created }
}

/** Writes the new secrets to files that only this user can read. @returns {string[]} the files */
export const keepSecrets = (env, { values, created }) =>
  created.map((name) => {
    const file = keptFiles(env)[name]
    const text = name === 'JWT_KEYS' ? JSON.stringify(JSON.parse(values[name]), null, 2) : values[name]
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' })
    return file
  })
