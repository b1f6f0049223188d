import { DeployError } from './commands.mjs'
import { envOption } from './env-option.mjs'
import { withTemporaryFolder } from './temporary.mjs'
import { wrangler } from './wrangler.mjs'

/** The operator may have given another workers.dev subdomain than the account's own. */
const requireTarget = (url, targets = []) => {
  const actual = targets.find((target) => target.endsWith('.workers.dev'))
  if (!url.endsWith('.workers.dev') || !actual || url === actual) return
  throw new DeployError(
    `The new version is in service at ${actual}, but its PUBLIC_URL is ${url}. Deploy again with --public-url ${actual}`,
  )
}

/**
 * Uploads the Worker and puts the new version into service.
 * @param {import('./config.mjs').Installation} installation
 * @param {{ url: string, domain?: string, secrets: Record<string, string> }} options `secrets`: those to add; the others
 *   of the Worker stay
 * @returns {Promise<string>} the id of the version @throws DeployError
 */
export const upload = ({ env }, { url, domain, secrets }) =>
  withTemporaryFolder(async ({ write }) => {
    const args = ['deploy', envOption(env), '--var', `PUBLIC_URL:${url}`]
    if (domain) args.push('--domain', domain)
    // As JSON: wrangler would expand every $ of a dotenv file.
    if (Object.keys(secrets).length > 0)
      args.push('--secrets-file', write('secrets.json', JSON.stringify(secrets)))
    const { ok, deployed } = await wrangler(args, { show: true })
    if (!ok || !deployed?.version_id)
      throw new DeployError(
        '`wrangler deploy` failed; its error is above. `npx wrangler deployments status` shows which version is in service. docs/operations.md explains frequent errors.',
      )
    requireTarget(url, deployed.targets)
    return deployed.version_id
  })
