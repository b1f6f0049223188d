import { DeployError } from './commands.mjs'
import { wrangler } from './wrangler.mjs'

/** @throws DeployError */
export const requireLogin = async () => {
  const { json, output } = await wrangler(['whoami', '--json'])
  if (json?.loggedIn === undefined) throw new DeployError(`Cannot read the login:\n${output}`)
  if (!json.loggedIn)
    throw new DeployError(
      'Not logged in to Cloudflare. Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.',
    )
}
