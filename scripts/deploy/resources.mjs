import { readJson, run } from './commands.mjs'
import { envOption } from './config.mjs'
import { DeployError } from './deploy-error.mjs'
import { explain } from './explain.mjs'

/** @typedef {import('./config.mjs').Installation} Installation */

const listDatabases = async () => {
  const { status, stdout, stderr } = await run('wrangler', ['d1', 'list', '--json'])
  const databases = readJson(stdout)
  if (status !== 0 || !Array.isArray(databases))
    throw new DeployError(`Cannot list the account's databases:\n${stderr || stdout}`)
  return databases
}

/**
 * Creates the D1 database unless it is there.
 * @param {Installation} installation @param {boolean} isInUse whether its Worker is deployed with it
 * @returns {Promise<'created' | 'found'>} @throws DeployError
 */
export const ensureDatabase = async ({ name, database }, isInUse) => {
  const databases = await listDatabases()
  if (database.id && !databases.some(({ uuid }) => uuid === database.id))
    throw new DeployError(
      `wrangler.toml names the database ${database.id}, which this account does not have: take database_id out, or log in to the other account.`,
    )
  if (database.id || databases.some((other) => other.name === database.name)) return 'found'
  // An empty database under a running service would look like a loss of everything.
  if (isInUse)
    throw new DeployError(
      `The Worker ${name} is there, but its database ${database.name} is not. If it was renamed, say so in wrangler.toml; if the data may go, \`npx wrangler d1 create ${database.name}\` makes an empty one.`,
    )
  const { status, stdout, stderr } = await run('wrangler', ['d1', 'create', database.name])
  if (status !== 0)
    throw new DeployError(`The database ${database.name} cannot be created:\n${stderr || stdout}`)
  return 'created'
}

// Of the error that says that the bucket is there, and ours.
const alreadyOurs = /\[code: 10004\]/

/**
 * Creates the R2 bucket for covers unless it is there.
 * @param {Installation} installation @param {import('./account.mjs').Account} account
 * @returns {Promise<'created' | 'found'>} @throws DeployError
 */
export const ensureBucket = async ({ bucket }, account) => {
  const { status, stdout, stderr } = await run('wrangler', ['r2', 'bucket', 'create', bucket.name])
  if (status === 0) return 'created'
  const said = stderr || stdout
  if (alreadyOurs.test(said)) return 'found'
  throw new DeployError(explain(said, account) ?? `The bucket ${bucket.name} cannot be created:\n${said}`)
}

/**
 * Applies the migrations that the database lacks.
 * @param {Installation} installation @returns {Promise<boolean>} whether there were any @throws DeployError
 */
export const applyMigrations = async ({ env, database }) => {
  const args = ['d1', 'migrations', 'apply', database.binding, '--remote', envOption(env)]
  const { status, stdout } = await run('wrangler', args, { show: true })
  if (status !== 0)
    throw new DeployError(
      `A migration failed; wrangler says why above. It was undone, those before it were not. The code was not deployed.`,
    )
  return !stdout.includes('No migrations to apply')
}
