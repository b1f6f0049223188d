import { parseArgs } from 'node:util'
import { DeployError } from './deploy-error.mjs'

export const usage = `npm run deploy -- [options]

  --env production|staging  which installation; production unless said otherwise
  --url https://books.example
                            where clients reach it, which becomes a custom domain. Without it: where it is already,
                            or the account's workers.dev address on the first deploy
  --take-over               replaces what the DNS says of that domain now
  --wait SECONDS            how long to wait for the new version to answer; 60 unless said otherwise
  --dry-run                 checks all that needs no account, and says what would be done
  --help`

/** @typedef {{ env: 'production' | 'staging', url?: string, takeOver: boolean, waitSeconds: number, dryRun: boolean, help: boolean }} Options */

// As src/http/config.ts wants PUBLIC_URL; the cookies want https besides.
const isPublicOrigin = (url) =>
  /^https:\/\/[^*]+$/.test(url) && URL.canParse(url) && new URL(url).origin === url

const parse = (args) => {
  try {
    return parseArgs({
      args,
      options: {
        env: { type: 'string', default: 'production' },
        url: { type: 'string' },
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
  const { env, url, wait, help, 'take-over': takeOver, 'dry-run': dryRun } = parse(args)
  if (env !== 'production' && env !== 'staging')
    throw new DeployError(`--env is production or staging, not ${JSON.stringify(env)}.\n\n${usage}`)
  if (url !== undefined && !isPublicOrigin(url))
    throw new DeployError(
      `--url must be an origin such as https://books.example, with no path: not ${JSON.stringify(url)}.`,
    )
  if (!/^\d{1,4}$/.test(wait))
    throw new DeployError(`--wait must be a number of seconds, not ${JSON.stringify(wait)}.`)
  return { env, url, takeOver, waitSeconds: Number(wait), dryRun, help }
}
