import { readJson, run } from './commands.mjs'
import { DeployError } from './deploy-error.mjs'

/** @typedef {{ id: string }} Account */

const choose = (accounts, wanted) => {
  if (wanted) {
    // A token that may not list accounts still works on the one that is named.
    if (accounts.length > 0 && !accounts.some(({ id }) => id === wanted))
      throw new DeployError(`This login has no access to the account ${wanted}.`)
    return { id: wanted }
  }
  if (accounts.length === 1) return { id: accounts[0].id }
  if (accounts.length === 0)
    throw new DeployError('This login lists no account: set CLOUDFLARE_ACCOUNT_ID to the one to use.')
  const list = accounts.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  throw new DeployError(
    `This login has several accounts. Set CLOUDFLARE_ACCOUNT_ID to the one to use:\n${list}`,
  )
}

/**
 * @param {string | undefined} configured the account that wrangler.toml names
 * @returns {Promise<Account>} the one to deploy to @throws DeployError when nobody is logged in, or it is not clear
 */
export const findAccount = async (configured) => {
  const { stdout, stderr } = await run('wrangler', ['whoami', '--json'])
  const user = readJson(stdout)
  if (user?.loggedIn === undefined)
    throw new DeployError(`Cloudflare did not say who is logged in:\n${stderr || stdout}`)
  if (!user.loggedIn)
    throw new DeployError(
      'Not logged in to Cloudflare. Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.',
    )
  return choose(user.accounts ?? [], process.env.CLOUDFLARE_ACCOUNT_ID ?? configured)
}

const authorization = async () => {
  const { stdout, stderr } = await run('wrangler', ['auth', 'token', '--json'])
  const credentials = readJson(stdout)
  if (credentials?.type === 'api_key')
    return { 'X-Auth-Key': credentials.key, 'X-Auth-Email': credentials.email }
  if (!credentials?.token) throw new DeployError(`wrangler has no login to use:\n${stderr}`)
  return { Authorization: `Bearer ${credentials.token}` }
}

// Of the error that says that an account has no workers.dev subdomain yet.
const noSubdomain = 10007

/**
 * The account's subdomain of workers.dev, which no command of wrangler tells.
 * @param {Account} account @returns {Promise<string>} such as `mary.workers.dev` @throws DeployError
 */
export const findWorkersDevDomain = async ({ id }) => {
  const base = process.env.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4'
  const advice = 'Say where it will be with --url https://…'
  const ask = async () => {
    const response = await fetch(`${base}/accounts/${id}/workers/subdomain`, {
      headers: await authorization(),
    })
    return response.json()
  }
  const { result, errors = [] } = await ask().catch((error) => {
    if (error instanceof DeployError) throw error
    throw new DeployError(`Cloudflare's API cannot be reached: ${error.message}. ${advice}`)
  })
  if (result?.subdomain) return `${result.subdomain}.workers.dev`
  if (errors.some(({ code }) => code === noSubdomain))
    throw new DeployError(
      `This account has no workers.dev subdomain yet. Choose one at https://dash.cloudflare.com/${id}/workers/onboarding, or give --url https://… for a domain of your own.`,
    )
  const reasons = errors.map(({ code, message }) => `${message} [code: ${code}]`).join('; ')
  throw new DeployError(
    `Cloudflare does not tell this account's workers.dev subdomain: ${reasons}. ${advice}`,
  )
}
