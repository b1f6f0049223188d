// Preloaded into the deploy script: replaces the DNS, the deployed service, and the pauses between requests.
import dns from 'node:dns/promises'
import { EventEmitter } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import tls from 'node:tls'

const readAccount = () => JSON.parse(readFileSync(process.env.FAKE_STATE, 'utf8'))

dns.lookup = async (name) => {
  if (!readAccount().takenDomains.includes(name)) throw Object.assign(new Error(name), { code: 'ENOTFOUND' })
}

timers.setTimeout = async () => {}
syncBuiltinESMExports()

globalThis.fetch = async (url) => {
  const { pathname, protocol } = new URL(url)
  if (pathname !== '/health') throw new Error(`Unexpected request: ${url}`)
  const account = readAccount()
  if (protocol === 'http:') return new Response(null, account.plainHttp)
  const [health, ...later] = account.health
  if (later.length > 0) writeFileSync(process.env.FAKE_STATE, JSON.stringify({ ...account, health: later }))
  if (health.unreachable) throw new TypeError('fetch failed', { cause: new Error(health.unreachable) })
  return new Response(health.body, { status: health.status })
}

tls.connect = ({ maxVersion }) => {
  const { oldestTls } = readAccount()
  const socket = Object.assign(new EventEmitter(), { destroy: () => {} })
  const error = Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' })
  if (oldestTls <= maxVersion) setImmediate(() => socket.emit('secureConnect'))
  else setImmediate(() => socket.emit('error', error))
  return socket
}
