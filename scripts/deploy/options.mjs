import { parseArgs } from 'node:util'
import { DeployError } from './commands.mjs'

export const usage = `npm run deploy -- [options]

  --env production|staging  the installation to deploy (default: production)
  --public-url URL          where clients reach the service, such as https://books.example. A domain becomes a custom
                            domain of the Worker. Default: the environment variable PUBLIC_URL, else PUBLIC_URL of
                            wrangler.toml if it is https, else that of the version in service, else a question
  --take-over               replace the DNS record that the domain has now
  --wait SECONDS            how long to wait until /health is the new version's (default: 60)
  --dry-run                 run the checks that need no account, and list the steps of a deploy
  --help                    print this text`

/**
 * @typedef {{ env: 'production' | 'staging', publicUrl?: string, takeOver: boolean, waitSeconds: number,
 *   dryRun: boolean, help: boolean }} Options
 */

const parse = (args) => {
  try {
    return parseArgs({
      args,
      options: {
        env: { type: 'string', default: 'production' },
        'public-url': { type: 'string' },
        'take-over': { type: 'boolean', default: false },
        wait: { type: 'string', default: '60' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new DeployError(`${error.message}\n\n${usage}`)
  }
}

/** @param {string[]} args @returns {Options} @throws DeployError */
export const readOptions = (args) => {
  const { env, wait, help, ...rest } = parse(args)
  if (env !== 'production' && env !== 'staging')
    throw new DeployError(`--env must be production or staging, not ${JSON.stringify(env)}.\n\n${usage}`)
  if (!/^\d{1,4}$/.test(wait))
    throw new DeployError(`--wait must be a number of seconds, not ${JSON.stringify(wait)}.`)
  return {
    env,
    publicUrl: rest['public-url'] ?? (process.env.PUBLIC_URL || undefined),
    takeOver: rest['take-over'],
    waitSeconds: Number(wait),
    dryRun: rest['dry-run'],
    help,
  }
}
