import dns from 'node:dns/promises'
import { DeployError } from './deploy-error.mjs'

const isOnWorkersDev = (url) => new URL(url).hostname.endsWith('.workers.dev')

/**
 * Where clients will reach the service. It has to be right from the first request on: it is the issuer of tokens, the
 * root of links and the origin that cookies are accepted from.
 * @param {{ asked?: string, deployed?: string, name: string, hasRoutes: boolean,
 *   workersDevDomain: () => Promise<string> }} facts `hasRoutes`: wrangler.toml says by itself how it is reached
 * @returns {Promise<{ url: string, domain?: string }>} `domain`: the custom domain to attach @throws DeployError
 */
export const choosePublicUrl = async ({ asked, deployed, name, hasRoutes, workersDevDomain }) => {
  const known = asked ?? deployed
  if (hasRoutes && !known)
    throw new DeployError('wrangler.toml has routes: say with --url where they lead from.')
  if (hasRoutes) return { url: known }
  if (known && !isOnWorkersDev(known)) return { url: known, domain: new URL(known).host }
  if (known && known === deployed) return { url: known }
  const own = `https://${name}.${await workersDevDomain()}`
  if (asked && asked !== own)
    throw new DeployError(`--url ${asked} is not this Worker's address on workers.dev, which is ${own}.`)
  return { url: own }
}

const unknownHost = ['ENOTFOUND', 'ENODATA']

/**
 * Without a terminal wrangler makes a domain its Worker's own without asking, whatever record it has.
 * @param {string} domain @throws DeployError when it leads somewhere already
 */
export const requireFreeDomain = async (domain) => {
  try {
    await dns.lookup(domain)
  } catch ({ code }) {
    if (unknownHost.includes(code)) return
    throw new DeployError(`The DNS does not say whether ${domain} is in use [${code}]: try again.`)
  }
  throw new DeployError(
    `${domain} leads somewhere already, and a deploy would replace that. If this is what you want, add --take-over.`,
  )
}
