import dns from 'node:dns/promises'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { DeployError } from './commands.mjs'

const isOnWorkersDev = (url) => new URL(url).hostname.endsWith('.workers.dev')

/** @returns {string | undefined} why `url` cannot be the PUBLIC_URL of the Worker `name` */
const publicUrlProblem = (url, name) => {
  const isOrigin = URL.canParse(url) && new URL(url).origin === url && !url.includes('*')
  if (!isOrigin || !url.startsWith('https://'))
    return `PUBLIC_URL must be an https origin without a path, such as https://books.example, not ${JSON.stringify(url)}.`
  if (isOnWorkersDev(url) && !new RegExp(`^https://${name}\\.[^.]+\\.workers\\.dev$`).test(url))
    return `On workers.dev the address of this Worker is https://${name}.<your subdomain>.workers.dev, not ${url}.`
  return undefined
}

/** @param {string} url @param {string} name of the Worker @throws DeployError */
export const requireValidPublicUrl = (url, name) => {
  const problem = publicUrlProblem(url, name)
  if (problem) throw new DeployError(problem)
}

/**
 * Asks the operator until the URL is valid.
 * @param {string} name of the Worker @param {{ input: NodeJS.ReadableStream, output: NodeJS.WritableStream }} terminal
 * @returns {Promise<string>} @throws DeployError when the input ends
 */
export const askPublicUrl = async (name, { input, output }) => {
  const terminal = createInterface({ input, output })
  const ended = once(terminal, 'close').then(() => {
    throw new DeployError('No PUBLIC_URL was given.')
  })
  output.write(`Where will clients reach the service?
  - on a domain in this Cloudflare account, such as https://books.example
  - on workers.dev: https://${name}.<your subdomain>.workers.dev, with the subdomain that is shown on
    https://dash.cloudflare.com/?to=/:account/workers-and-pages
`)
  try {
    for (;;) {
      const line = await Promise.race([terminal.question('PUBLIC_URL: ').catch(() => ended), ended])
      const problem = publicUrlProblem(line.trim(), name)
      if (!problem) return line.trim()
      output.write(`${problem}\n`)
    }
  } finally {
    terminal.close()
  }
}

/**
 * Chooses the address where clients will reach the service. It must be right from the first request: it is the issuer of
 * tokens, the base of links, and the origin from which cookies are accepted.
 * @param {{ name: string, hasRoutes: boolean }} installation
 * @param {{ given?: string, deployed?: string, ask?: () => Promise<string> }} sources in this order
 * @returns {Promise<{ url: string, domain?: string }>} `domain`: the custom domain to attach @throws DeployError
 */
export const choosePublicUrl = async ({ name, hasRoutes }, { given, deployed, ask }) => {
  const url = given ?? deployed ?? (await ask?.())
  if (!url)
    throw new DeployError(
      `The first deploy needs the address where clients will reach the service: add --public-url https://${name}.<your subdomain>.workers.dev (or a domain of yours), or set the environment variable PUBLIC_URL.`,
    )
  requireValidPublicUrl(url, name)
  return hasRoutes || isOnWorkersDev(url) ? { url } : { url, domain: new URL(url).host }
}

const unknownHost = ['ENOTFOUND', 'ENODATA']

/**
 * Without a terminal wrangler replaces any DNS record of a custom domain and asks nothing.
 * @param {string} domain @throws DeployError when it is in use
 */
export const requireFreeDomain = async (domain) => {
  try {
    await dns.lookup(domain)
  } catch ({ code }) {
    if (unknownHost.includes(code)) return
    throw new DeployError(`Cannot find out whether ${domain} is in use (DNS error ${code}). Try again.`)
  }
  throw new DeployError(
    `${domain} is in use: it has a DNS record, which a deploy would replace. To replace it, add --take-over.`,
  )
}
