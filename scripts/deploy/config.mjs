import {
  unstable_convertConfigBindingsToStartWorkerBindings as bindingsOf,
  unstable_readConfig,
} from 'wrangler'
import { DeployError } from './commands.mjs'
import { nameForWrangler } from './env-option.mjs'

/**
 * One installation, as configured in wrangler.toml.
 * @typedef {{ env: string, name: string, database: { binding: string, name: string, id?: string },
 *   bucket: { binding: string, name: string }, secrets: string[], hasRoutes: boolean, publicUrl?: string }} Installation
 *   `publicUrl` only if it is an https URL: the http URL is that of development
 */

const read = (env) => {
  try {
    return unstable_readConfig({ config: 'wrangler.toml', env: nameForWrangler(env) }, { hideWarnings: true })
  } catch (error) {
    throw new DeployError(`wrangler.toml cannot be read: ${error.message}`)
  }
}

/** Resources that two installations must not share. */
const resourcesOf = ({ name, d1_databases, r2_buckets, ratelimits }) => [
  `Worker ${name}`,
  ...d1_databases.map(({ database_name }) => `database ${database_name}`),
  ...r2_buckets.map(({ bucket_name }) => `bucket ${bucket_name}`),
  ...ratelimits.map(({ namespace_id }) => `rate limit namespace ${namespace_id}`),
]

/** Names and types of the bindings in the Worker's `env`, secrets included. */
const interfaceOf = (config) => [
  ...Object.entries(bindingsOf(config)).map(([name, { type }]) => `${name} (${type})`),
  ...(config.secrets?.required ?? []).map((name) => `${name} (secret)`),
]

/** Wrangler inherits no bindings: staging would lack a binding that is added at the top level only. */
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

/** @param {string} env @returns {Installation} @throws DeployError when wrangler.toml cannot be deployed */
export const readInstallation = (env) => {
  const [production, staging] = [read('production'), read('staging')]
  requireAlike(production, staging)
  requireApart(production, staging)
  const config = env === 'production' ? production : staging
  const [database] = config.d1_databases
  const [bucket] = config.r2_buckets
  if (!database?.database_name || !bucket?.bucket_name)
    throw new DeployError(
      'wrangler.toml needs database_name and bucket_name: the deploy finds both resources by name.',
    )
  const publicUrl = String(config.vars.PUBLIC_URL)
  return {
    env,
    name: config.name,
    database: { binding: database.binding, name: database.database_name, id: database.database_id },
    bucket: { binding: bucket.binding, name: bucket.bucket_name },
    secrets: config.secrets?.required ?? [],
    hasRoutes: Boolean(config.route || config.routes?.length),
    publicUrl: publicUrl.startsWith('https://') ? publicUrl : undefined,
  }
}
