// Preloaded into the deploy script: replaces the DNS and the deployed service.
import dns from 'node:dns/promises'
import { readFileSync } from 'node:fs'

const readAccount = () => JSON.parse(readFileSync(process.env.FAKE_STATE, 'utf8'))

dns.lookup = async (name) => {
  if (!readAccount().takenDomains.includes(name)) throw Object.assign(new Error(name), { code: 'ENOTFOUND' })
}

globalThis.fetch = async (url) => {
  const { pathname } = new URL(url)
  if (pathname !== '/health') throw new Error(`Unexpected request: ${url}`)
  const { health } = readAccount()
  if (health.unreachable) throw new TypeError('fetch failed', { cause: new Error(health.unreachable) })
  return new Response(health.body, { status: health.status })
}
