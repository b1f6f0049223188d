import {
  unstable_convertConfigBindingsToStartWorkerBindings as bindingsOf,
  unstable_readConfig,
} from 'wrangler'
import { DeployError } from './deploy-error.mjs'

/**
 * What wrangler.toml says of one installation.
 * @typedef {{ env: string, name: string, accountId?: string, database: { binding: string, name: string, id?: string },
 *   bucket: { binding: string, name: string }, secrets: string[], hasRoutes: boolean }} Installation
 */

// The top of wrangler.toml is production; an empty name says that this is meant.
const nameForWrangler = (env) => (env === 'production' ? '' : env)

/** The option that names an installation to wrangler. @param {string} env */
export const envOption = (env) => `--env=${nameForWrangler(env)}`

const read = (env) => {
  try {
    return unstable_readConfig({ config: 'wrangler.toml', env: nameForWrangler(env) }, { hideWarnings: true })
  } catch (error) {
    throw new DeployError(`wrangler.toml cannot be read: ${error.message}`)
  }
}

/** Everything that has to be another one in each installation. */
const resourcesOf = ({ name, d1_databases, r2_buckets, ratelimits }) => [
  `Worker ${name}`,
  ...d1_databases.map(({ database_name }) => `database ${database_name}`),
  ...r2_buckets.map(({ bucket_name }) => `bucket ${bucket_name}`),
  ...ratelimits.map(({ namespace_id }) => `rate limit namespace ${namespace_id}`),
]

/** What the code finds in its `env`: names with their types, and secrets. */
const interfaceOf = (config) => [
  ...Object.entries(bindingsOf(config)).map(([name, { type }]) => `${name} (${type})`),
  ...(config.secrets?.required ?? []).map((name) => `${name} (secret)`),
]

/** Bindings are not inherited, so that one which is added at the top only would be missed by staging. */
const requireAlike = (production, staging) => {
  const [ours, theirs] = [interfaceOf(production), interfaceOf(staging)]
  const lacking = ours.filter((item) => !theirs.includes(item))
  const surplus = theirs.filter((item) => !ours.includes(item))
  if (lacking.length > 0) throw new DeployError(`[env.staging] in wrangler.toml lacks ${lacking.join(', ')}.`)
  if (surplus.length > 0)
    throw new DeployError(`[env.staging] in wrangler.toml has ${surplus.join(', ')}, which production lacks.`)
}

const requireApart = (production, staging) => {
  const others = resourcesOf(production)
  const shared = resourcesOf(staging).filter((resource) => others.includes(resource))
  if (shared.length > 0)
    throw new DeployError(`In wrangler.toml staging and production share the ${shared.join(', the ')}.`)
}

/** @param {string} env @returns {Installation} @throws DeployError when wrangler.toml is not fit to be deployed */
export const readInstallation = (env) => {
  const [production, staging] = [read('production'), read('staging')]
  requireAlike(production, staging)
  requireApart(production, staging)
  const config = env === 'production' ? production : staging
  const [database] = config.d1_databases
  const [bucket] = config.r2_buckets
  if (!database?.database_name || !bucket?.bucket_name)
    throw new DeployError('wrangler.toml must give database_name and bucket_name: they are found by name.')
  return {
    env,
    name: config.name,
    accountId: config.account_id,
    database: { binding: database.binding, name: database.database_name, id: database.database_id },
    bucket: { binding: bucket.binding, name: bucket.bucket_name },
    secrets: config.secrets?.required ?? [],
    hasRoutes: Boolean(config.route || config.routes?.length),
  }
}
