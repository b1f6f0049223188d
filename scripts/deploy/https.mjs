import { once } from 'node:events'
import tls from 'node:tls'

const timeoutMs = 10_000

/** @typedef {'safe' | 'unsafe' | 'unknown'} Finding `unknown`: the address cannot be reached yet */

/** @returns {Promise<Finding>} whether plain HTTP leads to HTTPS, or nowhere */
const checkPlainHttp = async (url) => {
  try {
    const plain = url.replace(/^https:/, 'http:')
    const response = await fetch(`${plain}/health`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const isRedirect = response.status >= 300 && response.status < 400
    return isRedirect && response.headers.get('Location')?.startsWith('https://') ? 'safe' : 'unsafe'
  } catch (error) {
    return error.cause?.code === 'ECONNREFUSED' ? 'safe' : 'unknown'
  }
}

// The end of a connection in the middle of a handshake, or a TLS alert: the server speaks no such version.
const isRejection = ({ code = '' }) =>
  code === 'ECONNRESET' || code === 'EPROTO' || code.startsWith('ERR_SSL_')

/** @returns {Promise<Finding>} whether a handshake with TLS 1.1 or older fails */
const checkOldTls = async (url) => {
  const { hostname } = new URL(url)
  const socket = tls.connect({
    host: hostname,
    servername: hostname,
    port: 443,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    // OpenSSL itself offers these versions only at this level.
    ciphers: 'DEFAULT@SECLEVEL=0',
    // The version matters here, and not the certificate. Nothing is sent.
    rejectUnauthorized: false,
    timeout: timeoutMs,
  })
  socket.on('timeout', () => socket.destroy(new Error('timeout')))
  try {
    await once(socket, 'secureConnect')
    return 'unsafe'
  } catch (error) {
    return isRejection(error) ? 'safe' : 'unknown'
  } finally {
    socket.destroy()
  }
}

const settings = 'see "HTTPS settings of the zone" in docs/operations.md'

const report = (finding, good, bad) => {
  if (finding === 'safe') console.log(`✓ ${good}`)
  if (finding === 'unsafe') console.log(`! ${bad}: ${settings}`)
  if (finding === 'unknown') console.log(`! Not checked, because the address cannot be reached yet: ${good}`)
}

/**
 * Checks the settings of the zone that the Worker cannot make itself. They are the operator's, so the deploy only reports.
 * @param {string} url PUBLIC_URL
 */
export const checkHttps = async (url) => {
  const [plain, old] = await Promise.all([checkPlainHttp(url), checkOldTls(url)])
  report(plain, 'Plain HTTP leads to HTTPS', 'Plain HTTP gets a response')
  report(old, 'TLS 1.1 and older are rejected', 'TLS 1.1 or older is accepted')
}
