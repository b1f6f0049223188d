import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { makeSecrets } from '../secrets.mjs'
import { DeployError } from './deploy-error.mjs'

/**
 * The files that the operator keeps: secrets cannot be read back from Cloudflare. `npm run keys` works on the first.
 * @param {string} env @returns {Record<string, string>} by secret
 */
export const keptFiles = (env) => {
  const part = env === 'production' ? '' : `.${env}`
  return { JWT_KEYS: `jwt-keys${part}.json`, SECRET_KEY: `secret-key${part}.txt` }
}

const isKeySet = (text) => {
  try {
    return JSON.parse(text).keys.length > 0
  } catch {
    return false
  }
}

const isValid = {
  JWT_KEYS: isKeySet,
  SECRET_KEY: (text) => /^[\w-]{43,}$/.test(text),
}

const readKept = (name, file) => {
  const text = readFileSync(file, 'utf8').trim()
  if (!isValid[name](text)) throw new DeployError(`${file} holds no ${name}: see docs/operations.md.`)
  return text
}

/**
 * Values for the secrets that the Worker lacks: from the files of an earlier run or another account, else fresh ones.
 * @param {import('./config.mjs').Installation} installation
 * @param {string[]} existing names of those that the Worker has: they are left alone
 * @returns {Promise<{ values: Record<string, string>, fresh: string[] }>} by name @throws DeployError
 */
export const makeMissing = async ({ env, secrets }, existing) => {
  const missing = secrets.filter((name) => !existing.includes(name))
  const made = missing.length > 0 ? await makeSecrets() : {}
  const files = keptFiles(env)
  const unknown = missing.filter((name) => !Object.hasOwn(made, name) || !Object.hasOwn(files, name))
  if (unknown.length > 0)
    throw new DeployError(
      `No way is known to make the secret ${unknown.join(', ')}: set it with \`npx wrangler secret put\`, and deploy again.`,
    )
  const kept = missing.filter((name) => existsSync(files[name]))
  const values = Object.fromEntries(
    missing.map((name) => [name, kept.includes(name) ? readKept(name, files[name]) : made[name]]),
  )
  return { values, fresh: missing.filter((name) => !kept.includes(name)) }
}

/**
 * Writes fresh secrets where the operator keeps them, readable by nobody else. Before the deploy: a key that signs and
 * of which there is no copy could not be rotated.
 * @returns {string[]} the files written
 */
export const keepSecrets = (env, values, fresh) =>
  fresh.map((name) => {
    const file = keptFiles(env)[name]
    const text = name === 'JWT_KEYS' ? JSON.stringify(JSON.parse(values[name]), null, 2) : values[name]
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' })
    return file
  })
