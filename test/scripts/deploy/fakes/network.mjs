// Preloaded into the deploy script: replaces the DNS and the deployed service.
import dns from 'node:dns/promises'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import tls from 'node:tls'

const readAccount = () => JSON.parse(readFileSync(process.env.FAKE_STATE, 'utf8'))

dns.lookup = async (name) => {
  if (!readAccount().takenDomains.includes(name)) throw Object.assign(new Error(name), { code: 'ENOTFOUND' })
}

globalThis.fetch = async (url) => {
  const { pathname, protocol } = new URL(url)
  if (pathname !== '/health') throw new Error(`Unexpected request: ${url}`)
  const { health, plainHttp } = readAccount()
  if (protocol === 'http:') return new Response(null, plainHttp)
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
