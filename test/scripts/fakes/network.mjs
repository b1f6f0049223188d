// Preloaded into scripts/deploy.mjs: plays Cloudflare's API, the deployed service, and the DNS.
import dns from 'node:dns/promises'
import { readFileSync } from 'node:fs'

const account = () => JSON.parse(readFileSync(process.env.FAKE_STATE, 'utf8'))

dns.lookup = async (name) => {
  if (!account().takenDomains.includes(name)) throw Object.assign(new Error(name), { code: 'ENOTFOUND' })
}

globalThis.fetch = async (url, { headers } = {}) => {
  const { subdomain, health } = account()
  const { hostname, pathname } = new URL(url)
  if (hostname !== 'api.cloudflare.com') {
    if (health.unreachable) throw new TypeError('fetch failed', { cause: new Error(health.unreachable) })
    return new Response(health.body, { status: health.status })
  }
  if (pathname !== '/client/v4/accounts/account-1/workers/subdomain') throw new Error(`Unexpected: ${url}`)
  if (headers.Authorization !== 'Bearer the-token')
    return Response.json({ errors: [{ code: 10000, message: 'Authentication error' }] })
  if (!subdomain) return Response.json({ errors: [{ code: 10007, message: 'No subdomain' }] })
  return Response.json({ result: { subdomain } })
}
