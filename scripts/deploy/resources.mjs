import { DeployError } from './commands.mjs'
import { readFromWrangler, wrangler } from './wrangler.mjs'

/** @typedef {import('./config.mjs').Installation} Installation */

/**
 * Creates the D1 database if it is missing and wrangler.toml names no id.
 * @param {Installation} installation @param {boolean} isInUse whether the version in service has it as a binding
 * @returns {Promise<boolean>} whether it was created @throws DeployError
 */
export const ensureDatabase = async ({ name, database }, isInUse) => {
  if (database.id) return false
  const databases = await readFromWrangler(['d1', 'list', '--json'], "the list of the account's databases")
  if (databases.some((other) => other.name === database.name)) return false
  // With an empty database under a running service, all data would seem lost.
  if (isInUse)
    throw new DeployError(
      `The Worker ${name} exists, but its database ${database.name} does not. If you renamed the database, change wrangler.toml. To start with an empty database run \`npx wrangler d1 create ${database.name}\`.`,
    )
  const { ok, output } = await wrangler(['d1', 'create', database.name])
  if (!ok) throw new DeployError(`Cannot create the database ${database.name}:\n${output}`)
  return true
}

// A code of Cloudflare's API: the bucket exists and belongs to this account.
const bucketExists = 10004

/**
 * Creates the R2 bucket for covers if it is missing.
 * @param {Installation} installation @returns {Promise<boolean>} whether it was created @throws DeployError
 */
export const ensureBucket = async ({ bucket }) => {
  const { ok, output, errorCode } = await wrangler(['r2', 'bucket', 'create', bucket.name])
  if (!ok && errorCode !== bucketExists)
    throw new DeployError(`Cannot create the bucket ${bucket.name}:\n${output}`)
  return ok
}
